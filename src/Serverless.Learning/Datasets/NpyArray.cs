namespace Serverless.Learning.Datasets;

/// <summary>An array as NumPy wrote it.</summary>
/// <param name="Type">Its element type in NumPy's notation, for example <c>|u1</c> or <c>&lt;f4</c>.</param>
/// <param name="Sizes">The length of each dimension, slowest first.</param>
/// <param name="Values">The elements, row-major.</param>
sealed record NpyArray(string Type, IReadOnlyList<int> Sizes, byte[] Values)
{
    /// <value>For people.</value>
    public string Text => $"{Type} of {string.Join(" × ", Sizes)}";
}
