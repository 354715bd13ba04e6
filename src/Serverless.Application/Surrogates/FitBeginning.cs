using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Where a fit begins.</summary>
/// <param name="Ensemble">Members.</param>
/// <param name="From">The surrogate that it begins at; null: it begins again.</param>
/// <param name="Mode">How; null when it begins again.</param>
public sealed record FitBeginning(int Ensemble, string? From = null, FitStart? Mode = null);
