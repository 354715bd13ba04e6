using System.Text.Json.Serialization;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/open.json</c>: what an asynchronous search has under way after a turn.</summary>
public sealed record OpenEvaluations
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The turn, from 0.</value>
    public required int Generation { get; init; }

    /// <value>In the order in which they were begun or went on.</value>
    public required IReadOnlyList<OpenEvaluation> Evaluations { get; init; }

    /// <value>How many candidates a surrogate chose from in the turn; 0 when none chose.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Screened { get; init; }
}

/// <summary>An evaluation that is under way in an asynchronous search, or waits at a rung.</summary>
public sealed record OpenEvaluation
{
    /// <value>The turn that proposed the candidate, from 0.</value>
    public required int Generation { get; init; }

    /// <value>The candidate's place among those of its turn, from 0.</value>
    public required int Index { get; init; }

    public required CandidateId Candidate { get; init; }

    /// <value>How far it is being trained, from 1; of one that waits at a rung, that rung.</value>
    public required int Rung { get; init; }

    /// <value>Whether it violates a constraint that is known before any training: nothing is begun, and it ends with the next turn.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsInfeasible { get; init; }

    /// <value>Whether its result was imported: nothing is begun, and it ends with the next turn.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsImported { get; init; }

    /// <value>Whether its outcome is known without an evaluation: nothing is begun, and it ends with the next turn.</value>
    [JsonIgnore]
    public bool IsKnown => IsInfeasible || IsImported;

    /// <value>Whether it is to begin no training that it has not begun: what was left of the GPU seconds, or of the cost, was not expected to be enough.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFinishing { get; init; }

    /// <value>Epochs of its training, of all seeds and folds together, where candidates differ in them; null where they do not.</value>
    public int? Epochs { get; init; }

    /// <value>What the rungs before used, in a search that has a limit of GPU seconds or of cost; null when there was none.</value>
    public EvaluationCost? Cost { get; init; }

    /// <value>Why it went on from each rung before, ascending; null when there was none.</value>
    public IReadOnlyList<PromotionDecision>? Decisions { get; init; }

    /// <value>What a surrogate predicted of it when it was proposed; null when none did.</value>
    public PredictedOutcome? Predicted { get; init; }

    [JsonIgnore]
    public Arrival Arrival => new(Generation, Index, Rung);
}

/// <summary><c>generations/{n}/arrivals.json</c>: what had ended when a turn began, in the order in which the search heard of it.</summary>
/// <remarks>
/// The journal of an asynchronous search: with the same request and the same results the arrivals of all turns, with what a surrogate chose, give the same
/// proposals, promotions and front.
/// </remarks>
public sealed record ArrivalSet
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The turn, from 0.</value>
    public required int Generation { get; init; }

    public required IReadOnlyList<Arrival> Arrivals { get; init; }

    /// <value>How many candidates the turn asked the algorithm for.</value>
    public required int Wanted { get; init; }

    /// <value>Whether the search was to stop: nothing went on from a rung any more.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStopping { get; init; }

    /// <value>Whether what was left of the GPU seconds, or of the cost, did not cover the next rung of all that could have gone on: none did.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShort { get; init; }

    /// <value>How many candidates went on from the rungs that they waited at; 0 in a search that stops candidates there.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Promoted { get; init; }

    /// <value>The surrogate whose fit had ended, whether or not it came to something; null when none had.</value>
    public string? Fitted { get; init; }

    /// <value>In the journal: what a surrogate chose of all that the algorithm was asked for, the best first; null when none chose.</value>
    public IReadOnlyList<CandidateId>? Chosen { get; init; }
}

/// <summary>An evaluation that has ended at a rung.</summary>
/// <param name="Generation">The turn that proposed the candidate.</param>
/// <param name="Index">Its place there, from 0.</param>
/// <param name="Rung">The rung, from 1.</param>
public sealed record Arrival(int Generation, int Index, int Rung = 1);
