namespace Serverless.Bench.Reports;

/// <summary>How the answer is written.</summary>
public enum OutputFormat
{
    /// <summary>Aligned columns, for people.</summary>
    Table,

    /// <summary>Markdown, for documents.</summary>
    Md,

    /// <summary>RFC 4180, a figure a line.</summary>
    Csv,

    /// <summary>The whole document.</summary>
    Json,
}
