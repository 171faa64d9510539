//! What results, windows and defects are called, in Chinese as in the page and in English.

use crate::author::Language;
use crate::scan::Code;

use super::fault::{Effect, Fault};
use super::person::{Standing, Window};

/// The words in the language, with what stands in braces filled in.
macro_rules! say {
    ($language:expr, $zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match $language {
            $crate::author::Language::Chinese => format!($zh $(, $name = $value)*),
            $crate::author::Language::English => format!($en $(, $name = $value)*),
        }
    };
}
pub(super) use say;

/// The one of the two that is of the language.
pub(super) fn pick<'w>(language: Language, zh: &'w str, en: &'w str) -> &'w str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

impl Standing {
    /// All of them, best first.
    pub const ALL: [Standing; 7] = [
        Standing::Meets,
        Standing::Closed,
        Standing::NotYet,
        Standing::NeedInfo,
        Standing::Human,
        Standing::No,
        Standing::Undecided,
    ];

    /// What it is called; all but the last as in the page.
    pub fn name(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Standing::Meets => ("可以申报", "Can apply"),
            Standing::Closed => ("符合，已截止", "Met, but closed"),
            Standing::NotYet => ("还差时间", "Needs more time"),
            Standing::NeedInfo => ("缺信息", "Information missing"),
            Standing::Human => ("需人工核对", "To be checked by people"),
            Standing::No => ("目前不能申报", "Not possible now"),
            Standing::Undecided => ("未判", "Not judged"),
        };
        pick(language, zh, en)
    }
}

impl Window {
    /// How it stands, with its days; shorter than in the page.
    pub fn in_words(&self, language: Language) -> String {
        let opens = self.opens.as_deref().unwrap_or("?");
        let closes = self.closes.as_deref().unwrap_or("?");
        match self.state.as_str() {
            "upcoming" => say!(
                language,
                "{opens} 开始，{closes} 截止",
                "opens {opens}, closes {closes}",
                opens = opens,
                closes = closes,
            ),
            "open" => match self.days_left {
                Some(0) => {
                    say!(language, "今天（{day}）截止", "closes today ({day})", day = closes)
                }
                Some(left) => say!(
                    language,
                    "{day} 截止（还有 {left} 天）",
                    "closes {day} (days left: {left})",
                    day = closes,
                    left = left,
                ),
                None => say!(language, "{day} 截止", "closes {day}", day = closes),
            },
            "closed" => say!(language, "已于 {day} 截止", "closed on {day}", day = closes),
            "unannounced" => say!(language, "另行公布", "to be announced"),
            "set-by" => self.set_by_in_words(language),
            "unknown" => say!(
                language,
                "补上系列、级别和单位所在地以后才知道",
                "known once the series, the level and the workplace are",
            ),
            // a state that this release does not know is shown as it is
            other => other.to_owned(),
        }
    }

    fn set_by_in_words(&self, language: Language) -> String {
        let by = match self.set_by.as_deref().unwrap_or("?") {
            "county" => say!(language, "由县（市）定", "set by the county (city)"),
            "regional-series" => {
                say!(language, "由自治区各系列（行业）定", "set by each series of the region")
            }
            other => say!(language, "由 {other} 定", "set by {other}", other = other),
        };
        match &self.done_by {
            Some(day) => say!(
                language,
                "{by}，申报和评审在 {day} 前完成",
                "{by}, applying and review are finished by {day}",
                by = by,
                day = day,
            ),
            None => by,
        }
    }
}

impl Fault {
    /// The fault without its row: the column, what is wrong, what was met.
    pub fn in_words(&self, language: Language) -> String {
        let mut words = String::new();
        if let Some(column) = &self.column {
            words = say!(language, "“{column}”：", "“{column}”: ", column = column);
        }
        words.push_str(self.code.name(language));
        if !self.value.is_empty() {
            let met = say!(language, "（{value}）", " ({value})", value = self.value);
            words.push_str(&met);
        }
        words
    }
}

impl Effect {
    /// What it means for the row, in words.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Effect::Undecided => pick(language, "有关的行没有判", "the row is not judged"),
            Effect::Noted => {
                pick(language, "只是说明，不影响判断", "only noted, nothing hangs on it")
            }
        }
    }
}

/// What a defect of a scan is called, as in the page; a code that is none of ours stays as it is.
pub(super) fn defect(code: &str, language: Language) -> &str {
    let Some(known) = Code::ALL.into_iter().find(|known| known.as_str() == code) else {
        return code;
    };
    let (zh, en) = match known {
        Code::Blur => ("太模糊", "too blurred"),
        Code::LowResolution => ("字太小", "characters too small"),
        Code::Dark => ("太暗", "too dark"),
        Code::Overexposed => ("太亮，字发白", "too bright, the characters are washed out"),
        Code::LowContrast => ("字太淡", "characters too faint"),
        Code::Glare => ("有反光", "reflections"),
        Code::Shadow => ("有阴影", "shadows"),
        Code::Blank => ("像是空白页", "looks like a blank page"),
        Code::JpegArtifacts => ("压缩得太厉害", "compressed too much"),
        Code::Noise => ("杂点太多", "too many specks"),
        Code::CutOff => ("边缘被裁掉了", "an edge is cut off"),
        Code::Skew => ("拍歪了", "crooked"),
        Code::Rotated90 => ("字是横躺着的", "the text lies on its side"),
        Code::Rotated180 => ("好像上下颠倒了", "seems to be upside down"),
        Code::Perspective => ("是斜着拍的", "taken at a slant"),
        Code::NotDocument => ("不像是证书", "does not look like a certificate"),
        Code::Empty => ("文件是空的", "the file is empty"),
        Code::NotImage => ("不是图片，也不是 PDF", "neither a picture nor a PDF"),
        Code::WrongExtension => {
            ("后缀名和内容对不上", "the file's ending does not fit its content")
        }
        Code::Truncated => {
            ("文件不完整，后面少了一截", "the file is incomplete, its end is missing")
        }
        Code::Corrupt => ("文件中间坏了", "the file is damaged inside"),
        Code::Bomb => ("画面大得打不开", "the picture is too large to open"),
        Code::Polyglot => ("图片后面还藏着别的文件", "another file is hidden behind the picture"),
        Code::Animated => ("是动图", "a moving picture"),
        Code::Heic => {
            ("是 HEIC 格式，很多电脑打不开", "in HEIC format, which many computers cannot open")
        }
        Code::FormatNotWeb => {
            ("这种格式的图片网站多半不收", "most websites do not accept this kind of picture")
        }
        Code::Cmyk => ("用的是印刷的颜色", "in colours meant for printing"),
        Code::Encrypted => ("要密码才能打开", "needs a password to open"),
        Code::EncryptedOwner => ("加了使用限制", "its use is restricted"),
        Code::NoPages => ("PDF 里一页也没有", "the PDF has no page"),
        Code::ManyPages => ("页数太多", "too many pages"),
        Code::ActiveContent => ("里面带着程序或附件", "it carries a program or an attachment"),
        Code::NotLookedAt => ("这里看不到它的画面", "its picture cannot be seen here"),
    };
    pick(language, zh, en)
}
