using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Evaluates each candidate of a generation as far as its algorithm says, for a search that runs in one process.</summary>
sealed class FidelityRun(CandidateEvaluator evaluator, Evaluate evaluate, OwnFidelities own)
{
    readonly Dictionary<CandidateId, Evaluation> _reached = [];

    /// <summary>How the evaluations of those that were selected ended.</summary>
    /// <param name="candidates">The generation's.</param>
    /// <param name="selection">Who is evaluated.</param>
    /// <param name="budget">With what the generation has reserved.</param>
    /// <param name="pool">What generations before found at rungs.</param>
    public Dictionary<CandidateId, Evaluation> Evaluate(
        Candidate[] candidates, TrainingSelection selection, BudgetLedger budget, IReadOnlyList<RungEntry> pool)
    {
        var selected = selection.Selected.ToHashSet();
        var open = candidates.Index().Where(candidate => selected.Contains(candidate.Item.Proposed.Id)).ToArray();
        int[] shares = [.. own.SharesOf(open.Select(candidate => candidate.Item.Proposed), pool).Select(share => share.Epochs)];
        var ended = new Dictionary<CandidateId, Evaluation>();
        var covered = open.Length;
        foreach (var (place, (index, candidate)) in open.Index())
        {
            covered = Math.Min(covered, place + Covered(shares[place..], budget, ended.Values));
            var id = candidate.Proposed.Id;
            var rung = own.RungOf(candidate.Proposed);
            var started = Generation.Start(evaluator, selection.Generation, index, candidate);
            var before = _reached.TryGetValue(id, out var earlier) ? OwnFidelities.Carry(earlier) : null;
            ended[id] = place < covered
                ? evaluate(started, candidate, rung, before)
                : RungOutcomes.Join(Outcomes.Abandon(started, Outcomes.NotAffordable), before, own.Ladder, rung, evaluator.Request);
        }

        return ended;
    }

    /// <summary>Keeps how far candidates have come.</summary>
    public void Remember(EvaluationSet set)
    {
        foreach (var evaluation in set.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped))
        {
            _reached[evaluation.Candidate] = evaluation;
        }
    }

    /// <summary>How many of those that have not ended what is left of the GPU seconds and of the cost is expected to be enough for.</summary>
    internal static int Covered(int[] shares, BudgetLedger budget, IReadOnlyCollection<Evaluation> ended) =>
        budget.AffordableEpochs(EvaluationCost.Sum([.. ended.Select(evaluation => evaluation.Cost)])) is { } epochs
            ? TrainingShare.Covered(shares, epochs)
            : shares.Length;
}
