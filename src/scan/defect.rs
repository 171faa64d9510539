//! What can be wrong with a scan.

/// A defect's code on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Code {
    /// Too blurred for its characters.
    Blur,
    /// Too few pixels a character.
    LowResolution,
    /// Too little light.
    Dark,
    /// So much light that the ink is gone.
    Overexposed,
    /// Ink hardly differs from paper.
    LowContrast,
    /// A reflection hides a part.
    Glare,
    /// A shadow hides a part.
    Shadow,
    /// Nothing is on the page.
    Blank,
    /// Saved with so much loss that characters fall apart.
    JpegArtifacts,
    /// Grain.
    Noise,
    /// A part of the page lies outside.
    CutOff,
    /// The lines are not level.
    Skew,
    /// The page lies on its side.
    Rotated90,
    /// The page seems to stand on its head.
    Rotated180,
    /// Photographed from the side.
    Perspective,
    /// A picture of something else.
    NotDocument,
    /// No bytes.
    Empty,
    /// Neither a picture nor a PDF.
    NotImage,
    /// The name says another format than the content.
    WrongExtension,
    /// The end is missing.
    Truncated,
    /// The middle is damaged.
    Corrupt,
    /// Declares more pixels than a device can hold.
    Bomb,
    /// Another file hides behind the picture.
    Polyglot,
    /// More than one frame.
    Animated,
    /// HEIC, which most browsers cannot show.
    Heic,
    /// A format that browsers cannot show everywhere.
    FormatNotWeb,
    /// Colours for printing.
    Cmyk,
    /// Opens only with a password.
    Encrypted,
    /// Opens without a password, but forbids something.
    EncryptedOwner,
    /// A PDF without pages.
    NoPages,
    /// More pages than a certificate has.
    ManyPages,
    /// Scripts, or files inside.
    ActiveContent,
    /// Pixels that nobody judged.
    NotLookedAt,
}

impl Code {
    /// Every code, in the order of their numbers.
    pub const ALL: [Code; 33] = [
        Code::Blur,
        Code::LowResolution,
        Code::Dark,
        Code::Overexposed,
        Code::LowContrast,
        Code::Glare,
        Code::Shadow,
        Code::Blank,
        Code::JpegArtifacts,
        Code::Noise,
        Code::CutOff,
        Code::Skew,
        Code::Rotated90,
        Code::Rotated180,
        Code::Perspective,
        Code::NotDocument,
        Code::Empty,
        Code::NotImage,
        Code::WrongExtension,
        Code::Truncated,
        Code::Corrupt,
        Code::Bomb,
        Code::Polyglot,
        Code::Animated,
        Code::Heic,
        Code::FormatNotWeb,
        Code::Cmyk,
        Code::Encrypted,
        Code::EncryptedOwner,
        Code::NoPages,
        Code::ManyPages,
        Code::ActiveContent,
        Code::NotLookedAt,
    ];

    /// The code as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::Blur => "blur",
            Code::LowResolution => "low_resolution",
            Code::Dark => "dark",
            Code::Overexposed => "overexposed",
            Code::LowContrast => "low_contrast",
            Code::Glare => "glare",
            Code::Shadow => "shadow",
            Code::Blank => "blank",
            Code::JpegArtifacts => "jpeg_artifacts",
            Code::Noise => "noise",
            Code::CutOff => "cut_off",
            Code::Skew => "skew",
            Code::Rotated90 => "rotated_90",
            Code::Rotated180 => "rotated_180",
            Code::Perspective => "perspective",
            Code::NotDocument => "not_document",
            Code::Empty => "empty",
            Code::NotImage => "not_image",
            Code::WrongExtension => "wrong_extension",
            Code::Truncated => "truncated",
            Code::Corrupt => "corrupt",
            Code::Bomb => "bomb",
            Code::Polyglot => "polyglot",
            Code::Animated => "animated",
            Code::Heic => "heic",
            Code::FormatNotWeb => "format_not_web",
            Code::Cmyk => "cmyk",
            Code::Encrypted => "encrypted",
            Code::EncryptedOwner => "encrypted_owner",
            Code::NoPages => "no_pages",
            Code::ManyPages => "many_pages",
            Code::ActiveContent => "active_content",
            Code::NotLookedAt => "not_looked_at",
        }
    }
}

/// What a defect means for the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A reviewer could not use the file.
    Block,
    /// A reviewer may send it back.
    Warn,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// Every severity, in the order of their numbers.
    pub const ALL: [Severity; 3] = [Severity::Block, Severity::Warn, Severity::Hint];

    /// The severity as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Block => "block",
            Severity::Warn => "warn",
            Severity::Hint => "hint",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Defect {
    /// What.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What was measured, and the value from which it counts; absent for a plain fact.
    pub measure: Option<(f32, f32)>,
    /// The page, from 1; absent when the whole file is meant.
    pub page: Option<u32>,
    /// Left, top, right, bottom, as parts of the page.
    pub region: Option<[f32; 4]>,
}

impl Defect {
    /// A plain fact about the file.
    pub fn fact(code: Code, severity: Severity) -> Defect {
        Defect { code, severity, measure: None, page: None, region: None }
    }

    /// A measure that passed its threshold.
    pub fn measured(code: Code, severity: Severity, measure: f32, threshold: f32) -> Defect {
        Defect { measure: Some((measure, threshold)), ..Defect::fact(code, severity) }
    }

    /// The same, at a place of the page.
    #[must_use]
    pub fn at(self, region: [f32; 4]) -> Defect {
        Defect { region: Some(region), ..self }
    }
}
