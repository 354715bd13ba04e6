using System.Globalization;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Application.Generators;

/// <summary>Opens fitted generators.</summary>
public interface IGeneratorModels
{
    /// <summary>Uses a generator, which stays open in the meantime.</summary>
    /// <param name="generator">The document of the generator.</param>
    /// <param name="ask">The function to call with the generator.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    Task<T> UseAsync<T>(GeneratorDocument generator, Func<IGeneratorModel, T> ask, CancellationToken cancellation);
}

/// <summary>A query to a generator of the platform.</summary>
/// <param name="Generator">The id of the generator.</param>
/// <param name="Device">The name of a device that the generator knows, or the id of a device that has measured its reference architectures.</param>
/// <param name="Limit">As in <see cref="GeneratorQuestion"/>.</param>
/// <param name="Count">As in <see cref="GeneratorQuestion"/>.</param>
/// <param name="Seed">As in <see cref="GeneratorQuestion"/>.</param>
/// <param name="Metric">The metric of the limit; null: the metric that the generator predicts.</param>
public sealed record AskedArchitectures(string Generator, string Device, double? Limit, int Count, long Seed, string? Metric = null);

/// <summary>Queries generators for architectures.</summary>
public sealed class AskGenerator(GeneratorRegistry registry, DeviceCatalogue devices, IGeneratorModels models)
{
    /// <param name="asked">The query, with values within their ranges.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The answer, or the reason why there is none.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<(GeneratorAnswer? Answer, AskFault? Fault)> AskAsync(AskedArchitectures asked, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (!GeneratorId.IsValid(asked.Generator) || await registry.FindReadyAsync(asked.Generator, cancellation) is not { } generator)
        {
            return (null, await WhyNotReadyAsync(asked.Generator, cancellation));
        }

        var metadata = generator.Metadata;
        if (asked.Limit is not null && asked.Metric is { } metric && metric != metadata.Cost.Metric)
        {
            return (null, new AskFault("limit", AskFaultKind.OtherMetric, $"It predicts {metadata.Cost.Metric}, not {metric}; give the limit as {metadata.Cost.Metric}."));
        }

        var (device, fault) = await TryEmbedAsync(asked, metadata, cancellation);
        if (device is null)
        {
            return (null, fault);
        }

        var question = new GeneratorQuestion(device, asked.Limit, asked.Count, asked.Seed);
        var answer = await models.UseAsync(
            generator,
            model =>
            {
                var space = SearchSpaces.Of(metadata.Space)!; // as the model says
                return GeneratorAnswers.Ask(model, space, question).ToAnswer(asked.Generator, asked.Device, metadata, space, question);
            },
            cancellation);
        return answer.Architectures.Count > 0 ? (answer, null)
            : answer.Distinct == 0 ? (null, new AskFault("generator", AskFaultKind.DrawsNothing, $"None of the {answer.Drawn} architectures that it drew can be used; fit it with more steps."))
            : (null, new AskFault("limit", AskFaultKind.LimitTooLow, string.Create(
            CultureInfo.InvariantCulture,
            $"No architecture is predicted to take at most {asked.Limit} {metadata.Cost.Metric} on '{asked.Device}'; the lowest of {answer.Distinct} is {answer.LeastCost:G4}. Allow at least that.")));
    }

    async Task<AskFault> WhyNotReadyAsync(string id, CancellationToken cancellation) =>
        !GeneratorId.IsValid(id) || await registry.FindAsync(id, cancellation) is not { } entry
            ? new AskFault("generator", AskFaultKind.NoGenerator, $"There is no generator '{id}'; GET /api/generators lists the existing generators.")
            : new AskFault("generator", AskFaultKind.NotReady, entry.Error is { } error ? $"Its fit failed: {error}" : "It is being fitted; try again when its status is Ready.");

    async Task<(DeviceEmbedding? Device, AskFault? Fault)> TryEmbedAsync(AskedArchitectures asked, GeneratorMetadata metadata, CancellationToken cancellation)
    {
        try
        {
            return await EmbedAsync(metadata, asked.Device, cancellation);
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw new DocumentException(BlobPaths.Generator(asked.Generator), $"has invalid content: {malformed.Message}", malformed);
        }
    }

    async Task<(DeviceEmbedding? Device, AskFault? Fault)> EmbedAsync(GeneratorMetadata metadata, string name, CancellationToken cancellation)
    {
        // Current values of a registered device take precedence over those that the generator was fitted to.
        var found = DeviceId.IsValid(name) ? await FindAsync(name, cancellation) : null;
        var (values, fault) = found is null ? default : DeviceReferences.Of(found, metadata.Cost.Metric, metadata.Space, metadata.Shape, metadata.References);
        if (values is null && metadata.Devices.FirstOrDefault(device => device.Name == name) is { } known)
        {
            return (DeviceEmbedding.Of(known.ReferenceValues), null);
        }

        if (found is null)
        {
            var networks = MeasuredSkeleton.Of(metadata.Space, metadata.Shape);
            return (null, new AskFault(
                "device",
                AskFaultKind.NoDevice,
                $"It knows {string.Join(", ", metadata.Devices.Select(device => device.Name))}, and the platform has no device '{name}'. For another device: "
                + DeviceReferences.HowToMeasure(name, metadata.Cost.Metric, metadata.References.Count, metadata.References.Count, networks, metadata.References[0])));
        }

        return values is null ? (null, new AskFault("device", AskFaultKind.NotMeasured, fault!)) : (DeviceEmbedding.Of(values), null);
    }

    async Task<DeviceDefinition?> FindAsync(string id, CancellationToken cancellation) =>
        (await devices.ListAsync(cancellation)).Devices.FirstOrDefault(device => device.Id == id);
}
