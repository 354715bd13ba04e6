using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Application.Surrogates;

/// <summary>Checks the surrogate of the registry that a fit is to begin at.</summary>
public sealed class WarmStarts(SurrogateRegistry registry)
{
    /// <param name="fit">Read without faults.</param>
    /// <param name="material">What it is of.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Members and beginning of the fit, or else why there is none.</returns>
    /// <exception cref="Application.Storage.DocumentException">A blob of the surrogate is broken.</exception>
    public async Task<(ResolvedFit? Resolved, FieldError? Fault)> ResolveAsync(FitRequest fit, FitMaterial material, CancellationToken cancellation)
    {
        if (fit.WarmStart is not { } start)
        {
            return (new ResolvedFit(fit.Ensemble ?? (fit.Device is null ? FitRequestReader.DefaultEnsemble : 1)), null);
        }

        var (ready, _) = await registry.FindOutcomeAsync(start.Surrogate, cancellation);
        if (ready is null)
        {
            return Refuse("/warmStart/surrogate", $"There is no surrogate '{start.Surrogate}' that is Ready; GET /api/surrogates lists those there are.");
        }

        var metadata = ready.Metadata;
        if (metadata.Kind != fit.Kind || ready.WeightsBlob is null)
        {
            return Refuse("/warmStart/surrogate", $"It is {metadata.Kind}{(ready.WeightsBlob is null ? " without weights" : "")}; this fit begins at one of kind {fit.Kind} that was kept with its weights. Name another, or the kind of this one.");
        }

        if (fit.Ensemble is { } members && members != metadata.Members)
        {
            return Refuse("/ensemble", $"The surrogate to begin at has {metadata.Members} members; ask for as many, or leave this out.");
        }

        var isSameSpace = metadata.Space == material.Space;
        return start.Mode == WarmStartMode.FreezeEncoder && !isSameSpace
            ? Refuse("/warmStart/mode", $"A frozen encoder serves only the space that it was fitted to, {metadata.Space.Name}, with its skeleton; ask for fineTune.")
            : (new ResolvedFit(metadata.Members, start with { Mode = start.Mode ?? (isSameSpace ? WarmStartMode.FreezeEncoder : WarmStartMode.FineTune) }), null);
    }

    static (ResolvedFit? Resolved, FieldError? Fault) Refuse(string pointer, string message) => (null, new FieldError(pointer, message));
}

/// <summary>What a request leaves open, settled.</summary>
/// <param name="Ensemble">Members.</param>
/// <param name="WarmStart">The surrogate that the fit begins at, with a mode; null when there is none.</param>
public sealed record ResolvedFit(int Ensemble, WarmStart? WarmStart = null);
