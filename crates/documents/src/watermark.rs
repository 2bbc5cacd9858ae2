//! What is lent goes out as a PDF with the borrower's name over every page, whatever it was before: pages of a PDF are
//! stamped, pictures become pages, texts and tables are set anew. The original bytes stay in the house.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::Kind;
use crate::pdf::{Block, Fonts, Paper, PdfError, Style, overlay};
use crate::text::{load, text_of};

/// Why no stamped copy can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WatermarkError {
    /// Damaged, protected by a password, or of a kind that cannot become a page.
    #[error("the document cannot be stamped: {0}")]
    Unreadable(String),
    /// The stamp itself could not be drawn.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

fn unreadable(error: impl std::fmt::Display) -> WatermarkError {
    WatermarkError::Unreadable(error.to_string())
}

/// A copy with `words` over every page, always PDF.
///
/// # Errors
/// [`WatermarkError::Unreadable`] when the document cannot become pages; then nothing is shown at all.
pub fn watermarked(kind: Kind, bytes: &[u8], words: &str, made_on: kernel::Date) -> Result<Vec<u8>, WatermarkError> {
    let mut document = match kind {
        Kind::Pdf => load(bytes).map_err(unreadable)?,
        Kind::Jpeg => picture(jpeg(bytes)?)?,
        Kind::Png => picture(png(bytes)?)?,
        Kind::Docx | Kind::Xlsx | Kind::Csv | Kind::Text => {
            let text = text_of(kind, bytes).map_err(unreadable)?;
            load(&plain(&text, made_on)?).map_err(unreadable)?
        }
    };
    stamp(&mut document, words)?;
    let mut out = Vec::new();
    document.save_to(&mut out).map_err(unreadable)?;
    Ok(out)
}

/// Side of the stamp in points: larger than A3, and cut by the page.
const STAMP: (f32, f32) = (1_300.0, 1_300.0);

fn stamp(document: &mut Document, words: &str) -> Result<(), WatermarkError> {
    let form = import(document, words)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    if pages.is_empty() {
        return Err(WatermarkError::Unreadable("it has no pages".to_owned()));
    }
    // What the page draws is closed off, so that whatever state it leaves does not move the stamp.
    let before = document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    for page in pages {
        let (x, y, scale) = place(document, page);
        document.add_xobject(page, "RenheStamp", form).map_err(unreadable)?;
        let after = format!("\nQ\nq {scale} 0 0 {scale} {x} {y} cm /RenheStamp Do Q\n");
        let after = document.add_object(Stream::new(Dictionary::new(), after.into_bytes()));
        let mut contents = vec![Object::Reference(before)];
        contents.extend(document.get_page_contents(page).into_iter().map(Object::Reference));
        contents.push(Object::Reference(after));
        let page = document.get_object_mut(page).and_then(Object::as_dict_mut).map_err(unreadable)?;
        page.set("Contents", contents);
    }
    Ok(())
}

/// The lower left corner of a page, and how much the stamp must grow to cover it.
fn place(document: &Document, page: ObjectId) -> (f32, f32, f32) {
    let edges = media_box(document, page).unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let (width, height) = ((edges[2] - edges[0]).abs(), (edges[3] - edges[1]).abs());
    (edges[0].min(edges[2]), edges[1].min(edges[3]), (width / STAMP.0).max(height / STAMP.1).max(1.0))
}

/// The page's own box, or that of the nearest node above it.
fn media_box(document: &Document, page: ObjectId) -> Option<[f32; 4]> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(found) = node.get(b"MediaBox") {
            let found = match found {
                Object::Reference(id) => document.get_object(*id).ok()?,
                other => other,
            };
            let edges: Vec<f32> = found.as_array().ok()?.iter().filter_map(|edge| edge.as_float().ok()).collect();
            return edges.try_into().ok();
        }
        node = document.get_dictionary(node.get(b"Parent").and_then(Object::as_reference).ok()?).ok()?;
    }
    None
}

/// Draws the words and brings them into the document as one form.
fn import(document: &mut Document, words: &str) -> Result<ObjectId, WatermarkError> {
    let drawn = overlay::tiled(words, STAMP, &Fonts::default())?;
    let mut drawn = Document::load_mem(&drawn).map_err(unreadable)?;
    drawn.renumber_objects_with(document.max_id + 1);
    let page = drawn.get_pages().into_values().next().ok_or_else(|| unreadable("the stamp has no page"))?;
    let content = drawn.get_page_content(page);
    let resources = drawn.get_dictionary(page).and_then(|page| page.get(b"Resources")).map_err(unreadable)?.clone();
    document.max_id = drawn.max_id;
    document.objects.extend(drawn.objects);
    let mut form = Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), STAMP.0.into(), STAMP.1.into()],
            "Resources" => resources,
        },
        content,
    );
    // What cannot be packed stays as it is.
    let _packed = form.compress();
    Ok(document.add_object(form))
}

/// A text set on plain pages.
fn plain(text: &str, made_on: kernel::Date) -> Result<Vec<u8>, WatermarkError> {
    let style = Style::PLAIN;
    let blocks = text.lines().map(|line| {
        let line = line.trim_end();
        if line.is_empty() { Block::Space(6.0) } else { Block::text(line, style) }
    });
    let paper = Paper {
        title: "借阅件".to_owned(),
        author: "Renhe 人和".to_owned(),
        identifier: "loan".to_owned(),
        made_on,
        footer: "借阅件，仅供查看".to_owned(),
        side_margin: 56.0,
        top_margin: 56.0,
        blocks: blocks.collect(),
    };
    Ok(paper.render(&Fonts::default())?.bytes)
}

/// A picture as PDF wants it.
struct Picture {
    width: u32,
    height: u32,
    stream: Stream,
}

/// One page with the picture on it, A4 at most.
fn picture(picture: Picture) -> Result<Document, WatermarkError> {
    let Picture { width, height, stream } = picture;
    let side = |pixels: u32| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX));
    if width == 0 || height == 0 {
        return Err(unreadable("the picture has no size"));
    }
    let scale = (595.0 / side(width)).min(842.0 / side(height)).min(1.0);
    let (across, down) = (side(width) * scale, side(height) * scale);
    let mut document = Document::with_version("1.7");
    let image = document.add_object(stream);
    let content = format!("q {across} 0 0 {down} 0 0 cm /Picture Do Q");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), across.into(), down.into()],
        "Contents" => content,
        "Resources" => dictionary! { "XObject" => dictionary! { "Picture" => image } },
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    Ok(document)
}

fn image(width: u32, height: u32, colours: &'static str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => colours,
    }
}

/// A JPEG goes in as it is: PDF knows its coding. Only its frame is read, for size and colours.
fn jpeg(bytes: &[u8]) -> Result<Picture, WatermarkError> {
    let broken = || unreadable("the picture is damaged");
    let mut at = 2;
    loop {
        let [0xff, marker, high, low, ..] = *bytes.get(at..).ok_or_else(broken)? else { return Err(broken()) };
        let frame = matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
        if frame {
            let [_, _, _, _, 8, h1, h0, w1, w0, components, ..] = *bytes.get(at..).ok_or_else(broken)? else {
                return Err(broken());
            };
            let (width, height) = (u16::from_be_bytes([w1, w0]).into(), u16::from_be_bytes([h1, h0]).into());
            let colours = match components {
                1 => "DeviceGray",
                3 => "DeviceRGB",
                4 => "DeviceCMYK",
                _ => return Err(broken()),
            };
            let mut about = image(width, height, colours);
            about.set("Filter", "DCTDecode");
            let mut stream = Stream::new(about, bytes.to_vec());
            stream.allows_compression = false;
            return Ok(Picture { width, height, stream });
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// Pixels that a picture may have.
const PIXELS: u64 = 60_000_000;

/// A PNG is unpacked, laid on white, and packed again.
fn png(bytes: &[u8]) -> Result<Picture, WatermarkError> {
    let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), png::Limits { bytes: 512 << 20 });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(unreadable)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(unreadable("the picture has too many pixels"));
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(|| unreadable("the picture is too large"))?];
    let frame = reader.next_frame(&mut pixels).map_err(unreadable)?;
    pixels.truncate(frame.buffer_size());
    let on_white = |value: u8, alpha: u8| -> u8 {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let (colours, pixels) = match frame.color_type {
        png::ColorType::Grayscale => ("DeviceGray", pixels),
        png::ColorType::GrayscaleAlpha => {
            ("DeviceGray", pixels.chunks_exact(2).map(|pixel| on_white(pixel[0], pixel[1])).collect())
        }
        png::ColorType::Rgba => {
            let flat = pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]].map(|value| on_white(value, p[3])));
            ("DeviceRGB", flat.collect())
        }
        png::ColorType::Rgb => ("DeviceRGB", pixels),
        png::ColorType::Indexed => return Err(unreadable("the picture was not unpacked")),
    };
    let mut stream = Stream::new(image(width, height, colours), pixels);
    stream.compress().map_err(unreadable)?;
    Ok(Picture { width, height, stream })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "周文博 YC1 2026-11-20 16:05";

    fn day() -> kernel::Date {
        kernel::Date::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn page_text(bytes: &[u8]) -> String {
        Document::load_mem(bytes).unwrap().extract_text(&[1]).unwrap()
    }

    #[test]
    fn a_text_becomes_pages_that_still_say_it_under_the_words() {
        let out = watermarked(Kind::Text, "劳动合同\n第一条 期限三年\n".as_bytes(), WORDS, day()).unwrap();
        let text = text_of(Kind::Pdf, &out).unwrap();
        assert!(text.contains("期限三年"), "{text}");
        let document = Document::load_mem(&out).unwrap();
        let page = document.get_pages()[&1];
        let content = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
        assert!(content.ends_with("/RenheStamp Do Q\n"), "{content}");
        let form = document.objects.values().find_map(|object| {
            let stream = object.as_stream().ok()?;
            (stream.dict.get(b"Subtype").and_then(Object::as_name).ok()? == b"Form").then_some(stream)
        });
        assert!(form.unwrap().decompressed_content().unwrap().len() > 1_000);
    }

    #[test]
    fn a_stamped_copy_can_be_stamped_again_and_keeps_its_pages() {
        let once = watermarked(Kind::Text, "甲\n".repeat(200).as_bytes(), WORDS, day()).unwrap();
        let pages = Document::load_mem(&once).unwrap().get_pages().len();
        assert!(pages > 1);
        let twice = watermarked(Kind::Pdf, &once, "李娜 YC3", day()).unwrap();
        assert_eq!(Document::load_mem(&twice).unwrap().get_pages().len(), pages);
        assert!(page_text(&twice).contains('甲'));
    }

    #[test]
    fn pictures_become_pages_and_broken_ones_are_refused() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 3, 2);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(&[0x80; 24]).unwrap();
        let out = watermarked(Kind::Png, &bytes, WORDS, day()).unwrap();
        assert_eq!(Document::load_mem(&out).unwrap().get_pages().len(), 1);
        bytes.truncate(40);
        assert!(watermarked(Kind::Png, &bytes, WORDS, day()).is_err());
        assert!(watermarked(Kind::Jpeg, &[0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff], WORDS, day()).is_err());
        assert!(watermarked(Kind::Pdf, b"%PDF-1.7 broken", WORDS, day()).is_err());
    }
}
