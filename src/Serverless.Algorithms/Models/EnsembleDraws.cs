namespace Serverless.Algorithms.Models;

/// <summary>Joint draws that have a value for every column from the start.</summary>
/// <param name="values">Draws × columns, row-major.</param>
/// <param name="draws">The number of draws, at least 1.</param>
sealed class EnsembleDraws(double[] values, int draws) : IJointDraws
{
    readonly int _columns = values.Length / draws;

    public int Fixed { get; private set; }

    public bool AreWhole => true;

    public ReadOnlySpan<double> Means(int draw) => values.AsSpan(draw * _columns, _columns);

    public double Deviation(int column) => 0;

    public void Fix(int column, ReadOnlySpan<double> normals) => Fixed++;
}
