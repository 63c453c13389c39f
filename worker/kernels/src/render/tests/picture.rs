use crate::render::Picture;

#[test]
fn a_picture_survives_its_file() {
    let pixels: Vec<u32> = (0..16 * 20).map(|index| index * 40_503).collect();
    let picture = Picture::from_pixels(20, &pixels);
    assert_eq!((picture.width(), picture.height()), (20, 16));

    let file = picture.to_png().unwrap();
    assert_eq!(file, picture.to_png().unwrap());
    let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((info.width, info.height, info.color_type), (20, 16, png::ColorType::Rgb));
    assert_eq!(bytes, picture.bytes());
    assert_eq!(bytes[3..6], pixels[1].to_le_bytes()[..3]);
}
