namespace Serverless.Presentation.Numbers;

/// <summary>Who reads a number.</summary>
public enum NumberForm
{
    /// <summary>People: significant digits, separators of thousands.</summary>
    Readable,

    /// <summary>Programs: every digit, no separator.</summary>
    Exact,
}
