namespace Serverless.Cli.Output;

/// <summary>The format of an answer.</summary>
public enum OutputFormat
{
    /// <summary>Aligned columns, for users.</summary>
    Table,

    /// <summary>The document of the API, indented.</summary>
    Json,

    /// <summary>CSV by RFC 4180 with a header line.</summary>
    Csv,

    /// <summary>The ids only, one per line, for scripts.</summary>
    Id,
}
