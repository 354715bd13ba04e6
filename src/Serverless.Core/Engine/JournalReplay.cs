using System.Text.Json;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Runs an asynchronous search once more, from its request, its journal and the results that it found.</summary>
/// <remarks>
/// What was proposed, who went on from which rung and the front come from the replay alone; only what workers found, what a surrogate predicted and, out of what is proposed, chose is taken from the search. Parallelism, budgets and the algorithm's
/// random numbers so have to lead to the same candidates at the same turns, or the results are not found.
/// </remarks>
public static class JournalReplay
{
    /// <summary>Compares a search with its replay.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="limits">Its budgets, what was added to them included.</param>
    /// <param name="journal">All turns, in order.</param>
    /// <param name="evaluations">All that ended, in order.</param>
    /// <param name="front">As it is now.</param>
    /// <param name="devices">Devices that it may look up; needed where an objective or a constraint is of one: what breaks a constraint or is imported has what they tell.</param>
    /// <returns>The first difference, for people; null when there is none.</returns>
    /// <exception cref="ArgumentException">The search is not asynchronous.</exception>
    public static string? FindDifference(
        SearchRequest request,
        BudgetLimits limits,
        IReadOnlyList<ArrivalSet> journal,
        IReadOnlyList<Evaluation> evaluations,
        FrontDocument front,
        IReadOnlyList<DeviceDefinition>? devices = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(front);
        var ladder = RungLadder.Of(request);
        var results = evaluations.ToDictionary(evaluation => evaluation.Candidate);
        var run = new AsynchronousRun(
            new TrainingEvaluator(request with { Budgets = limits }, LookupsOf(devices ?? [])),
            (started, _, rung, _) => results.TryGetValue(started.Candidate, out var found)
                ? Standing(found, rung, ladder)
                : throw new UnknownCandidateException(started),
            candidate => results.GetValueOrDefault(candidate)?.Predicted);
        foreach (var turn in journal)
        {
            try
            {
                run.Turn(turn.Arrivals, turn.Wanted, turn.IsStopping, turn.Promoted, turn.IsShort, turn.Chosen);
            }
            catch (UnknownCandidateException unknown)
            {
                return $"Turn {turn.Generation}: the replay has {unknown.Message} where the search has another candidate.";
            }
            catch (InvalidOperationException other)
            {
                return other.Message;
            }
        }

        return DifferenceOf(evaluations, run.Evaluations) ?? DifferenceOf(front, run.Front);
    }

    static Dictionary<string, DeviceDefinition> LookupsOf(IReadOnlyList<DeviceDefinition> devices) =>
        devices.Where(device => device.Kind == DeviceKind.Lookup).ToDictionary(device => device.Id);

    /// <summary>An evaluation as it stood when its candidate came to the end of a rung, decisions left out.</summary>
    static Evaluation Standing(Evaluation found, int rung, RungLadder ladder)
    {
        if (found.Rungs is not { } rungs)
        {
            return found;
        }

        RungResult[] reached = [.. rungs.Take(rung).Select(result => result with { Decision = null })];
        return rung > rungs.Count
            ? found with { Rungs = reached }
            : found with
            {
                Status = EvaluationStatus.Completed,
                Fidelity = ladder.FidelityOf(rung),
                Metrics = rungs[rung - 1].Metrics,
                Rungs = reached,
                Error = null,
            };
    }

    static string? DifferenceOf(IReadOnlyList<Evaluation> search, IReadOnlyList<Evaluation> replay)
    {
        foreach (var (place, (one, other)) in search.Zip(replay).Index())
        {
            var (here, there) = (Text(one), Text(other));
            if (here != there)
            {
                return $"Evaluation {place + 1}: the search has {here}, the replay {there}.";
            }
        }

        return search.Count == replay.Count ? null : $"The search has {search.Count} evaluations, the replay {replay.Count}.";
    }

    static string? DifferenceOf(FrontDocument search, FrontDocument? replay) =>
        search.Hypervolume != replay?.Hypervolume ? $"The search's hypervolume is {search.Hypervolume:R}, the replay's {replay?.Hypervolume:R}."
        : !search.Members.Select(member => member.Candidate).SequenceEqual(replay.Members.Select(member => member.Candidate))
            ? $"The search's front is {Names(search)}, the replay's {Names(replay)}."
            : null;

    static string Names(FrontDocument front) => string.Join(", ", front.Members.Select(member => member.Candidate));

    static string Text(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, CoreJson.Default.Evaluation);

    sealed class UnknownCandidateException(Evaluation evaluation)
        : Exception($"{evaluation.Candidate}, {evaluation.Architecture}, at place {evaluation.Index} of turn {evaluation.Generation}");
}
