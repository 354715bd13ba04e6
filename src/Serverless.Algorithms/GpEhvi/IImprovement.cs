namespace Serverless.Algorithms.GpEhvi;

/// <summary>The expected gain of hypervolume over a front, for independent marginals.</summary>
interface IImprovement
{
    /// <summary>Writes each candidate's gain, at least 0.</summary>
    /// <param name="marginals">One for each objective, of equally many candidates.</param>
    /// <param name="gains">As long as the marginals' padded arrays.</param>
    void Rate(Marginals[] marginals, Span<double> gains);
}
