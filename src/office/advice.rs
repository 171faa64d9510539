//! What each fault of a list is called and what to do about it.

use crate::author::Language;

use super::fault::FaultCode;
use super::words::pick;

impl FaultCode {
    /// What is wrong.
    pub fn name(self, language: Language) -> &'static str {
        let ((zh, en), _) = self.words();
        pick(language, zh, en)
    }

    /// What to do about it.
    pub fn advice(self, language: Language) -> &'static str {
        let (_, (zh, en)) = self.words();
        pick(language, zh, en)
    }

    /// What is wrong and what to do, each in Chinese and in English.
    #[rustfmt::skip]
    fn words(self) -> ((&'static str, &'static str), (&'static str, &'static str)) {
        match self {
            FaultCode::AboveHeading => (
                ("表头上面还有别的行", "rows above the heading"),
                ("不用改；这几行没有当作人员", "nothing to do: these rows were not taken for people"),
            ),
            FaultCode::ColumnUnknown => (
                ("不知道这一列是什么", "a column that is no fact"),
                ("用 precheck columns 写对照表：写明它是哪个事实，或写 ignore", "say in a mapping (precheck columns drafts one) which fact it is, or `ignore`"),
            ),
            FaultCode::ColumnDoubled => (
                ("两列说的是同一件事", "two columns for one fact"),
                ("只留一列，或者写明用哪一列", "keep one of them, or say which one counts"),
            ),
            FaultCode::ColumnUnnamed => (
                ("这一列有内容，没有表头", "a column with values and without a heading"),
                ("补上表头，或者删掉这一列", "give it a heading, or remove the column"),
            ),
            FaultCode::ColumnNotRead => (
                ("没有一条规则用到这一列，没有读", "a column that no rule needs, which was not read"),
                ("不用改；结果里也没有它", "nothing to do: it is in no result either"),
            ),
            FaultCode::SheetNotRead => (
                ("这张工作表没有读", "a sheet that was not read"),
                ("要判的是这一张，就指明它", "if it is the one that is meant, name it"),
            ),
            FaultCode::EncodingGbk => (
                ("按 GBK 编码读的", "read as GBK"),
                ("没有乱码就不用改", "nothing to do if the letters look right"),
            ),
            FaultCode::EncodingMixed => (
                ("有的行是 UTF-8，有的行是 GBK", "some rows are UTF-8, some GBK"),
                ("看看有没有乱码，最好另存成一种编码", "look for garbled letters; better save it in one encoding"),
            ),
            FaultCode::CutShort => (
                ("这一行断了：文件到此为止，或者引号没有配对", "a row that is broken off: the file ends there, or a quote is not closed"),
                ("重新导出或重新拷一份", "export or copy it again"),
            ),
            FaultCode::TooLong => (
                ("一行太长，超过 1 MB", "a row of more than a megabyte"),
                ("看看是不是少了换行，或者引号没有配对", "see whether a line end is missing, or a quote is not closed"),
            ),
            FaultCode::QuoteStray => (
                ("引号没有包住整格，分不清一格到哪里为止", "quotes that do not go around a whole value: where it ends cannot be told"),
                ("用表格软件打开，重新另存为 CSV 或 .xlsx", "open it in a spreadsheet and save it again as CSV or .xlsx"),
            ),
            FaultCode::FormulaText => (
                ("像公式的文字", "a text that begins as a formula does"),
                ("不用改；结果里只当文字写", "nothing to do: results hold it as a text"),
            ),
            FaultCode::MergedAside => (
                ("横着合并的单元格，在不用来判断的列里", "a cell over several columns, where it decides nothing"),
                ("不用改", "nothing to do"),
            ),
            FaultCode::BlankRow => (
                ("空行", "a blank row"),
                ("不用改；空行没有当作人员", "nothing to do: it was not taken for a person"),
            ),
            FaultCode::HeadingAgain => (
                ("又出现一次表头", "the heading once more"),
                ("不用改；这一行没有当作人员", "nothing to do: it was not taken for a person"),
            ),
            FaultCode::TooManyCells => (
                ("格子比表头多", "more cells than the heading has columns"),
                ("看看有没有错位，把多出的格子删掉", "see whether cells have moved, and remove those that are too many"),
            ),
            FaultCode::NotText => (
                ("认不出文字（不是 UTF-8，也不是 GBK）", "no text in UTF-8 nor in GBK"),
                ("用原来的表重新导出", "export it again from where it came"),
            ),
            FaultCode::MalformedJson => (
                ("这一行不是 JSON 对象", "a line that is no JSON object"),
                ("改正这一行的写法", "correct how the line is written"),
            ),
            FaultCode::Refused => (
                ("通知不接受这样的填法", "an input that the notice refuses"),
                ("按括号里的说明改", "change what is named"),
            ),
            FaultCode::SamePerson => (
                ("和另一行是同一个人", "the same person as in another row"),
                ("核对后只留一行；每一行都判了", "keep one row once compared; each was judged"),
            ),
            FaultCode::SameName => (
                ("和另一行同名", "the same name as in another row"),
                ("看看是不是同一个人；每一行都判了", "see whether it is the same person; each was judged"),
            ),
            FaultCode::NothingAnswered => (
                ("这一行没有填任何一项", "a row in which nothing is answered"),
                ("如果是合计、说明，不用管；如果是人员，请补填", "nothing to do if it is a sum or a note; fill it in if it is a person"),
            ),
            FaultCode::Formula => (
                ("公式算出来的值", "a value computed by a formula"),
                ("核对一下；读的是文件里存着的结果", "compare it: what the file last showed was read"),
            ),
            FaultCode::FormulaUnread => (
                ("公式的值读不到", "a formula whose value the file does not hold"),
                ("打开表格重新计算、保存，或者直接填上值", "open the sheet, compute and save it again, or type the value"),
            ),
            FaultCode::MergedDown => (
                ("几行合并成一格", "one cell over several rows"),
                ("看看每一行是不是都该是这个值；每一行都按它读的", "see whether it is the value of each row: it was read so"),
            ),
            FaultCode::MergedAcross => (
                ("几列合并成一格", "one cell over several columns"),
                ("取消合并，每一列分别填", "split it, and fill in each column"),
            ),
            FaultCode::Broken => (
                ("格子里没有能用的值", "no value can be taken from the cell"),
                ("改正公式，或者直接填上值", "correct the formula, or type the value"),
            ),
            FaultCode::ChoiceUnknown => (
                ("不在可选的选项里", "none of the choices"),
                ("改成选项里的说法，或者写明它对应哪一项", "use the words of a choice, or say which choice it is"),
            ),
            FaultCode::NotYesNo => (
                ("看不出是“是”还是“否”", "neither yes nor no"),
                ("填“是”或“否”", "fill in yes or no"),
            ),
            FaultCode::NotNumber => (
                ("不是 0 到 99 的整数", "no whole number from 0 to 99"),
                ("填整数，例如 3", "fill in a whole number, such as 3"),
            ),
            FaultCode::NotDate => (
                ("不是日期", "no date"),
                ("按 2018-06 或 2018-06-01 的写法填", "write it as 2018-06 or 2018-06-01"),
            ),
            FaultCode::YearAlone => (
                ("只有年份，缺月份", "a year alone"),
                ("补上月份，例如 2018-06", "add the month, as in 2018-06"),
            ),
            FaultCode::YearShort => (
                ("年份只写了两位", "a year of two digits"),
                ("年份写四位，例如 2018-06", "write the year with four digits, as in 2018-06"),
            ),
            FaultCode::DateAmbiguous => (
                ("看不出是几月", "it cannot be told which month is meant"),
                ("月份写两位，例如 2018-01 或 2018-10", "write the month with two digits, as in 2018-01 or 2018-10"),
            ),
            FaultCode::NoSuchDay => (
                ("没有这一天，或者不在 1950 到 2100 年", "no such day, or not of the years 1950 to 2100"),
                ("改成正确的日期", "correct the date"),
            ),
            FaultCode::DateAfterToday => (
                ("日期在核对那天之后", "a date after the day of the check"),
                ("改成正确的日期；这件事要已经发生", "correct the date: it is of something that has happened"),
            ),
            FaultCode::DatesOutOfOrder => (
                ("开始在结束之后", "a beginning after its end"),
                ("看看两个日期是不是填反了", "see whether the two dates stand in each other's place"),
            ),
            FaultCode::Invisible => (
                ("有看不见的字符，已经去掉", "letters that are not seen were taken out"),
                ("不用改", "nothing to do"),
            ),
            FaultCode::NoFolder => (
                ("没有这个人的扫描件文件夹", "no folder of this person's"),
                ("补上文件夹，或者改成对得上的名字", "add the folder, or give it a name that fits"),
            ),
            FaultCode::FolderShared => (
                ("一个文件夹对得上两行", "a folder that two rows could mean"),
                ("把文件夹改成能分清是谁的名字", "give the folder a name that tells whose it is"),
            ),
            FaultCode::FolderUnclaimed => (
                ("这个文件夹对不上任何一行", "a folder that belongs to no row"),
                ("看看文件夹的名字有没有写错", "see whether the folder's name is right"),
            ),
            FaultCode::FileUnplaced => (
                ("从文件名看不出是哪一份材料", "a file whose document its name does not tell"),
                ("在文件名里写上材料的名称", "put the document's name into the file's"),
            ),
        }
    }
}
