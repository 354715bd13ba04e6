using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Evaluates each candidate of a generation as far as its algorithm decides, for a search that runs in one process.</summary>
sealed class FidelityRun(CandidateEvaluator evaluator, Evaluate evaluate, OwnFidelities own)
{
    readonly Dictionary<CandidateId, Evaluation> _reached = [];

    /// <summary>Returns the outcomes of the selected candidates.</summary>
    /// <param name="candidates">The candidates of the generation.</param>
    /// <param name="selection">The candidates to evaluate.</param>
    /// <param name="budget">The budget, including the generation's reservation.</param>
    /// <param name="pool">Results at rungs in earlier generations.</param>
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

    /// <summary>Stores how far candidates have been trained.</summary>
    public void Remember(EvaluationSet set)
    {
        foreach (var evaluation in set.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped))
        {
            _reached[evaluation.Candidate] = evaluation;
        }
    }

    /// <summary>Returns how many of the remaining candidates the rest of the GPU seconds and of the cost is expected to cover.</summary>
    internal static int Covered(int[] shares, BudgetLedger budget, IReadOnlyCollection<Evaluation> ended) =>
        budget.AffordableEpochs(EvaluationCost.Sum([.. ended.Select(evaluation => evaluation.Cost)])) is { } epochs
            ? TrainingShare.Covered(shares, epochs)
            : shares.Length;
}
