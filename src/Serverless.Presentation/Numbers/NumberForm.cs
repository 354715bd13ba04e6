namespace Serverless.Presentation.Numbers;

/// <summary>The form in which a number is written.</summary>
public enum NumberForm
{
    /// <summary>For people: significant digits, thousands separators.</summary>
    Readable,

    /// <summary>For programs: all digits, no separators.</summary>
    Exact,
}
