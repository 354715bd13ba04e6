namespace Serverless.Bench.Running;

/// <summary>What one search of a table asked for; every figure about it can be computed from this.</summary>
/// <param name="Seed">The search's seed.</param>
/// <param name="Rows">The row of each distinct candidate in the order of proposal; −1 for one that the table does not have.</param>
/// <param name="ProposalSeconds">Time that the algorithm itself took, look-ups left out.</param>
public sealed record SearchTrace(int Seed, IReadOnlyList<int> Rows, double ProposalSeconds)
{
    /// <value>Milliseconds of the algorithm's time for each candidate.</value>
    public double MillisecondsPerProposal => Rows.Count == 0 ? 0 : ProposalSeconds * 1_000 / Rows.Count;
}
