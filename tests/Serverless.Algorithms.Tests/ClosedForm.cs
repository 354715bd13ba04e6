using Serverless.Algorithms.Options;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>Conflicting objectives that are counted from a NAS-Bench-201 cell, so that runs need no tables.</summary>
static class ClosedForm
{
    static readonly NasBench201Space Space = new();
    static readonly int[] Worth = [0, 2, 3, 6, 1];
    static readonly int[] Expense = [0, 1, 3, 9, 2];

    /// <summary>The objectives of a cell: less worth is worse, more expense is worse; a later edge is worth more.</summary>
    public static double[] Objectives(string architecture)
    {
        Space.TryParse(architecture, out var cell, out var error).ShouldBeTrue(error);
        var worth = 0;
        var expense = 0;
        for (var edge = 0; edge < cell!.Genotype.Length; edge++)
        {
            worth += (edge + 1) * Worth[cell.Genotype[edge]];
            expense += Expense[cell.Genotype[edge]];
        }

        return [-worth, expense];
    }

    /// <summary>One to six small whole numbers: the two of <see cref="Objectives(string)"/>, then how far each edge in turn is from one choice.</summary>
    public static double[] Objectives(string architecture, int count)
    {
        Space.TryParse(architecture, out var cell, out var error).ShouldBeTrue(error);
        var distances = Enumerable.Range(0, 4).Select(edge => (double)Math.Abs(cell!.Genotype[edge] - edge));
        return [.. Objectives(architecture).Concat(distances).Take(count)];
    }

    /// <summary>Every fifth candidate is infeasible, every seventh fails, the others are evaluated.</summary>
    public static Observation Observe(ProposedCandidate proposal, int position) => position switch
    {
        _ when position % 5 == 4 => new Observation(proposal.Id, ObservationStatus.Infeasible, [], position, proposal.Fidelity),
        _ when position % 7 == 6 => new Observation(proposal.Id, ObservationStatus.Failed, [], 0, proposal.Fidelity),
        _ => Evaluate(proposal),
    };

    /// <summary>As <see cref="Observe"/>, with metrics for an algorithm that asks for them, of which half of the candidates have nothing else.</summary>
    public static Observation Told(string algorithm, ProposedCandidate proposal, int position)
    {
        if (AlgorithmDescription.Find(algorithm)!.ZeroCostMetrics.Count == 0)
        {
            return Observe(proposal, position);
        }

        var metrics = Objectives(proposal.Architecture, 4);
        return position % 2 == 0
            ? new Observation(proposal.Id, ObservationStatus.Screened, [], 0, proposal.Fidelity) { Metrics = metrics }
            : Observe(proposal, position) with { Metrics = metrics };
    }

    /// <summary>Candidates that violate a constraint are infeasible, the others are evaluated.</summary>
    public static Observation EvaluateUnless(Func<ProposedCandidate, bool> violates, ProposedCandidate proposal) => violates(proposal)
        ? new Observation(proposal.Id, ObservationStatus.Infeasible, [], 1)
        : Evaluate(proposal);

    public static Observation Evaluate(ProposedCandidate proposal) =>
        new(proposal.Id, ObservationStatus.Evaluated, Objectives(proposal.Architecture), 0, proposal.Fidelity);
}
