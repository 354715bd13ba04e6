namespace Serverless.Algorithms.Acquisition;

/// <summary>What candidates gain in each of many joint draws, over what joined it before.</summary>
interface IDrawnGains
{
    /// <value>Whether a candidate whose values stay gains less and less as others join, so that its last gain bounds the next.</value>
    bool NeverGrow { get; }

    /// <summary>Adds a candidate that was observed, is pending or was chosen to every draw.</summary>
    /// <param name="values">Draws × m, row-major.</param>
    void Add(ReadOnlySpan<double> values);

    /// <summary>Adds to each candidate's gain what it gains in one draw.</summary>
    /// <param name="draw">Which.</param>
    /// <param name="values">One array for each objective, of as many values as gains; may be changed.</param>
    /// <param name="gains">As many as a multiple of eight; as there are where they never grow.</param>
    void AddGains(int draw, double[][] values, Span<double> gains);
}
