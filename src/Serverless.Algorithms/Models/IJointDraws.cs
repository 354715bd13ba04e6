namespace Serverless.Algorithms.Models;

/// <summary>Draws of one objective without noise, jointly over all columns that are fixed one after the other; a column is a candidate.</summary>
interface IJointDraws
{
    /// <value>The number of fixed columns.</value>
    int Fixed { get; }

    /// <value>Whether a draw has a value for every column from the start, so that fixing a column does not change the others.</value>
    bool AreWhole { get; }

    /// <summary>Returns the means of all columns in one draw, given the fixed columns; where draws are whole, the drawn values.</summary>
    ReadOnlySpan<double> Means(int draw);

    /// <summary>
    /// Returns the standard deviation of a column without noise, given the fixed columns; the same for all draws, and 0 where draws are whole.
    /// </summary>
    double Deviation(int column);

    /// <summary>Draws a column's values and fixes them.</summary>
    /// <param name="column">The index of the column.</param>
    /// <param name="normals">A standard normal number for each draw.</param>
    void Fix(int column, ReadOnlySpan<double> normals);
}
