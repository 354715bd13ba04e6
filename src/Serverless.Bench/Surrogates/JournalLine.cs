using System.Text.Json.Serialization;
using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;

namespace Serverless.Bench.Surrogates;

/// <summary>A task that is done: one of the results is there, or a reason why there is none.</summary>
/// <param name="Key">Of the task.</param>
/// <param name="Rank">Of a fit.</param>
/// <param name="Transfer">Of a device left out.</param>
/// <param name="Search">Of a search.</param>
/// <param name="Trained">Of a search with real trainings.</param>
/// <param name="LeftOut">Why a kind cannot be fitted to the space.</param>
sealed record JournalLine(
    string Key, RankResult? Rank = null, TransferResult? Transfer = null, SearchResult? Search = null, CnnResult? Trained = null, string? LeftOut = null);

/// <summary>How lines of a journal are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JournalLine))]
sealed partial class JournalJson : JsonSerializerContext;
