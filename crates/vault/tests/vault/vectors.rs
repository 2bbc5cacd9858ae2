//! Vectors made by another implementation (Python: `cryptography`, `hashlib`, `hmac`) from the formats as documented.

/// A ring of two keys under the master key 00 01 … 1f. The second key is active.
pub const RING_FILE: &str = r#"{
 "format": "renhe-key-ring",
 "version": 1,
 "salt": "Y0ea1poJCyWCd+yPum+ZQZov+ySJgVEGV8lEzNEUjpc=",
 "root": "AQEBAQEBAQEBAQEBw2gBz9bcEsISmHohMS03G0c2mJ8vciuFLy3mo7d72XNkfH95EOzIp1G3IPIDusAF",
 "keys": [
  {
   "id": "0a0b0c0d",
   "algorithm": "aes-256-gcm",
   "wrapped": "AgICAgICAgICAgICOyXOh99Q3udZce0cevQBTdZ7ve8/gux3o/3fIY4ePOCq0zpSxOfxD2zxCTev5g2D"
  },
  {
   "id": "11223344",
   "algorithm": "aes-256-gcm",
   "wrapped": "AwMDAwMDAwMDAwMDCy1mfCKsw9Y4z7gwYnwW7NIeNSHcN6L3iyDZp7T8EhwqTccyxoCKyMNFEoglfpTR"
  }
 ],
 "mac": "D7ag6cxDUAz55PyxL+2dpXVfNmohwC3lUtSLvbSbOYM="
}"#;
/// "张伟 2860000" sealed under the first key for employment / pay / 00112233-4455-4677-8899-aabbccddeeff.
pub const SEALED: &str =
    "01010a0b0c0d4e4e4e4e4e4e4e4e4e4e4e4e2f52644ab2294cb2cf0f2870a5fa82b39e18b3aa2e625cee75d244f8d793";
/// Blind index of 13800138000 for person.phone.
pub const BLIND: &str = "69bfeb452dbe388550c6fb26d7957e2f";
/// Digest of 2860000 as `base_pay_fen` of employment/7 under a salt of 32 threes.
pub const FIELD_DIGEST: &str = "582a3af66728027dfc444be275b9fdfeb0b1cc7dbcef72c0eb57d87f45ca203f";
/// Signature of "离职证明" by the key with a seed of 32 fives.
pub const DOCUMENT_SIGNATURE: &str =
    "ed25519:7599776c3085e3f9:nilc/v+GjeISO5QYv5XaoPdUWWu0SBnH3BTDGvUYqT996vWUumpn0TqkUnnEwY7H0GY2VnPe9YkQrtbIuGpXCA==";
/// That key's public half.
pub const DOCUMENT_KEY: &str = "\
-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAbnoc3Smwt4/ROvTFWY/v9O8qlxZuPKby5Pv8zYBQW/E=
-----END PUBLIC KEY-----
";
/// The same seed as a note key.
pub const VKEY: &str = "hr.example.cn/renhe+09cdf3fb+AW56HN0psLeP0Tr0xVmP7/TvKpcWbjym8uT7/M2AUFvx";
/// A checkpoint of 1005 entries; the root is SHA-256("root").
pub const CHECKPOINT: &str = "\
hr.example.cn/renhe
1005
SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=

— hr.example.cn/renhe Cc3z+0PYjQV6NH+POGvrh98JbFISXC3E8Y5lzv6c52E80qKQz4N/HNtunTfrHp8PooROLfIAk1MqzTNYGj5YmFj2zgA=
";

/// Bytes from hexadecimal.
pub fn bytes(hex: &str) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).unwrap();
    hex.as_bytes().chunks(2).map(|pair| u8::try_from(digit(pair[0]) * 16 + digit(pair[1])).unwrap()).collect()
}
