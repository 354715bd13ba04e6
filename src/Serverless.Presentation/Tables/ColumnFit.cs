namespace Serverless.Presentation.Tables;

/// <summary>How a column of a table gives way to a narrow terminal.</summary>
public enum ColumnFit
{
    /// <summary>Text is cut, the widest column first.</summary>
    Shortened,

    /// <summary>It is left out where cutting others a little is not enough, the rightmost first.</summary>
    Optional,

    /// <summary>It always stands there whole: an id that is cut is of no use.</summary>
    Whole,
}
