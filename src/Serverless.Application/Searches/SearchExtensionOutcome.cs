using Serverless.Core.Searches;
using Serverless.Core.Validation;

namespace Serverless.Application.Searches;

/// <summary>What became of a wish to add budget.</summary>
/// <param name="Verdict">In a word.</param>
/// <param name="State">The search.</param>
/// <param name="Faults">Of <see cref="SearchExtensionVerdict.Invalid"/>: every fault by its place in the request.</param>
public sealed record SearchExtensionOutcome(
    SearchExtensionVerdict Verdict, SearchDocument State, IReadOnlyList<FieldError>? Faults = null);
