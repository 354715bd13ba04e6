namespace Serverless.Cli.Output;

/// <summary>How an answer is written.</summary>
public enum OutputFormat
{
    /// <summary>Aligned columns, for people.</summary>
    Table,

    /// <summary>The API's own document, indented.</summary>
    Json,

    /// <summary>RFC 4180 with a header line.</summary>
    Csv,

    /// <summary>The ids alone, one a line, for scripts.</summary>
    Id,
}
