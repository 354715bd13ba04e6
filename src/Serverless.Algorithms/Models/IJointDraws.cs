namespace Serverless.Algorithms.Models;

/// <summary>Draws of one objective without noise, joint over all columns that are fixed one after the other; a column is a candidate.</summary>
interface IJointDraws
{
    /// <value>How many columns were fixed.</value>
    int Fixed { get; }

    /// <value>Whether a draw has a value for every column from the start, so that fixing one moves nothing.</value>
    bool AreWhole { get; }

    /// <summary>The means of all columns in one draw, given what was fixed; where a draw is whole, its values.</summary>
    ReadOnlySpan<double> Means(int draw);

    /// <summary>The standard deviation of a column without noise, given what was fixed; of all draws alike, and 0 where they are whole.</summary>
    double Deviation(int column);

    /// <summary>Draws a column's values and fixes them.</summary>
    /// <param name="column">Which.</param>
    /// <param name="normals">A standard normal number for each draw.</param>
    void Fix(int column, ReadOnlySpan<double> normals);
}
