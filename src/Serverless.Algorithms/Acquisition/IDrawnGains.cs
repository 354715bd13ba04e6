namespace Serverless.Algorithms.Acquisition;

/// <summary>Computes what candidates gain in each of many joint draws, given the candidates that were added before.</summary>
interface IDrawnGains
{
    /// <value>
    /// Whether the gain of a candidate with fixed values never grows when others are added, so that its last gain is an upper bound on its next one.
    /// </value>
    bool NeverGrow { get; }

    /// <summary>Adds a candidate that was observed, is pending or was chosen to every draw.</summary>
    /// <param name="values">The candidate's values: draws × m, row-major.</param>
    void Add(ReadOnlySpan<double> values);

    /// <summary>Adds to each candidate's gain what the candidate gains in one draw.</summary>
    /// <param name="draw">The index of the draw.</param>
    /// <param name="values">One array for each objective, with as many values as there are gains; the method can change them.</param>
    /// <param name="gains">The gains to add to. Their number is a multiple of eight; where gains never grow it can be any number.</param>
    void AddGains(int draw, double[][] values, Span<double> gains);
}
