using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Application.Surrogates;

/// <summary>Checks the surrogate of the registry that a fit is to begin at.</summary>
public sealed class FitBeginnings(SurrogateRegistry registry)
{
    /// <param name="fit">Read without faults.</param>
    /// <param name="material">What it is of.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The beginning, or else why there is none.</returns>
    /// <exception cref="Application.Storage.DocumentException">A blob of the surrogate is broken.</exception>
    public async Task<(FitBeginning? Beginning, FieldError? Fault)> FindAsync(FitRequest fit, FitMaterial material, CancellationToken cancellation)
    {
        if (fit.From is not { } id)
        {
            return (new FitBeginning(fit.Ensemble ?? FitRequestReader.DefaultEnsemble), null);
        }

        var (ready, _) = await registry.FindOutcomeAsync(id, cancellation);
        if (ready is null)
        {
            return Refuse("/from", $"There is no surrogate '{id}' that is Ready; GET /api/surrogates lists those there are.");
        }

        var metadata = ready.Metadata;
        if (metadata.Kind != SurrogateKind.HwPrNas || ready.WeightsBlob is null)
        {
            return Refuse("/from", $"It is {metadata.Kind}{(ready.WeightsBlob is null ? " without weights" : "")}; a fit begins at one of kind {SurrogateKind.HwPrNas} that was kept with its weights.");
        }

        if (fit.Ensemble is { } members && members != metadata.Members)
        {
            return Refuse("/ensemble", $"The surrogate to begin at has {metadata.Members} members; ask for as many, or leave this out.");
        }

        var isSameSpace = metadata.Space == material.Space;
        return fit.Mode == FitStart.Heads && !isSameSpace
            ? Refuse("/mode", $"Heads read the encoder of the space that it was fitted to, {metadata.Space.Name}, with its skeleton; ask for fineTune.")
            : (new FitBeginning(metadata.Members, id, fit.Mode ?? (isSameSpace ? FitStart.Heads : FitStart.FineTune)), null);
    }

    static (FitBeginning? Beginning, FieldError? Fault) Refuse(string pointer, string message) => (null, new FieldError(pointer, message));
}

/// <summary>Where a fit begins.</summary>
/// <param name="Ensemble">Members.</param>
/// <param name="From">The surrogate that it begins at; null: it begins again.</param>
/// <param name="Mode">How; null when it begins again.</param>
public sealed record FitBeginning(int Ensemble, string? From = null, FitStart? Mode = null);
