using System.Text.Json.Serialization;
using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;

namespace Serverless.Bench.Surrogates;

/// <summary>The line of a finished task: one of the results, or the reason why there is none.</summary>
/// <param name="Key">The key of the task.</param>
/// <param name="Rank">The result of a fit.</param>
/// <param name="Transfer">The result for a device that was left out.</param>
/// <param name="Search">The result of a search.</param>
/// <param name="Trained">The result of a search with actual trainings.</param>
/// <param name="LeftOut">The reason why a kind cannot be fitted to the space.</param>
sealed record JournalLine(
    string Key, RankResult? Rank = null, TransferResult? Transfer = null, SearchResult? Search = null, CnnResult? Trained = null, string? LeftOut = null);

/// <summary>The JSON format of the lines of a journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JournalLine))]
sealed partial class JournalJson : JsonSerializerContext;
