namespace Serverless.Spaces.Encodings;

/// <summary>How large a part of an encoding is: rows × columns numbers an architecture, row-major.</summary>
/// <param name="Rows">1 for features.</param>
/// <param name="Columns">At least 1.</param>
public readonly record struct EncodingShape(int Rows, int Columns)
{
    /// <value>How many numbers.</value>
    public int Length => Rows * Columns;
}
