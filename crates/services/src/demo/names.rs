//! Invented names and numbers. Nobody real has them: identity numbers name a county that no province has, phones a
//! prefix that is not given out.

use kernel::Date;

use super::random::Draws;

/// Frequent surnames, the most frequent first and repeated so that they come up more often.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤王李张刘陈王李张刘陈杨黄赵吴周";
const FEMALE: &str = "静敏婷雪丽娟艳玲燕芳娜洁颖琳慧莉倩佳璐瑶欣怡雯萱悦涵婧彤蕾薇";
const MALE: &str = "伟强磊军勇杰涛明超峰斌鹏辉刚浩宇博轩晨睿毅航凯旭翔健波宁阳龙";
const EITHER: &str = "文思子晓安然乐清嘉一书远泽林云海舒齐景若";

/// A name of two or three characters.
pub(super) fn name(draws: &Draws, female: bool) -> String {
    let pick = |from: &str| *draws.pick(&from.chars().collect::<Vec<char>>());
    let mut name = String::from(pick(SURNAMES));
    if draws.chance(0.72) {
        name.push(pick(EITHER));
    }
    name.push(pick(if female { FEMALE } else { MALE }));
    name
}

/// Provinces (GB/T 2260), each with counties below its first city that were never given out: 90 to 99.
const PROVINCES: [usize; 10] = [31, 11, 44, 33, 51, 32, 37, 42, 43, 61];

/// An identity number that is sound all over (GB 11643): a province, the day of birth, an odd order for men and an even
/// one for women, the check digit. Only its county does not exist, so that it is nobody's.
pub(super) fn identity_number(birth: Date, serial: usize, female: bool) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let order = (serial % 499) * 2 + usize::from(!female);
    let round = serial / 499;
    let area = PROVINCES[round % PROVINCES.len()] * 10_000 + 190 + round / PROVINCES.len() % 10;
    let body = format!("{area:06}{}{order:03}", birth.format("%Y%m%d"));
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    format!("{body}{}", char::from(CHECKS[(sum % 11) as usize]))
}

/// A phone number of the form that mobile numbers have, with a prefix that no operator was given.
pub(super) fn phone(serial: usize) -> String {
    format!("154{:08}", 10_000_000 + serial * 37 % 89_999_999)
}

/// A bank account number of no bank.
pub(super) fn bank_account(serial: usize) -> String {
    format!("990000{:013}", 1_000_000_007_u64 * (serial as u64 + 1) % 9_999_999_999_999)
}
