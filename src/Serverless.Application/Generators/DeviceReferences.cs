using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Application.Generators;

/// <summary>What devices of the platform take for the reference architectures of generators. Pure.</summary>
public static class DeviceReferences
{
    // What 'device measure --references' notes.
    const string MeasuredByCommand = "latencyMs";

    /// <param name="device">The device.</param>
    /// <param name="metric">What it takes.</param>
    /// <param name="specification">The space and size of the networks.</param>
    /// <param name="shape">What networks are fed.</param>
    /// <param name="references">Architectures, as the space writes them.</param>
    /// <returns>A value of each, or else why there is none, for people, with the remedy.</returns>
    public static (IReadOnlyList<double>? Values, string? Fault) Of(
        DeviceDefinition device, string metric, SpaceSpecification specification, ImageShape shape, IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(references);
        var space = SearchSpaces.Of(specification) ?? throw new FormatException($"There is no search space '{specification.Name}'.");
        Architecture[] architectures = [.. references.Select(text => Parse(space, text))];
        var (values, fault) = device.Kind == DeviceKind.Lookup
            ? LookUp(device, metric, specification, space, architectures)
            : Find(device, metric, MeasuredSkeleton.Of(specification, shape), space, architectures);
        return values is null ? (null, fault) : Checked(device.Id, values);
    }

    static (IReadOnlyList<double>? Values, string? Fault) LookUp(
        DeviceDefinition device, string metric, SpaceSpecification specification, SearchSpace space, Architecture[] architectures)
    {
        if (device.Space is { } own && own != specification with { Recipe = null })
        {
            return (null, $"The tables of '{device.Id}' are of {own.Name} of {own.Channels} channels and {own.CellsPerStage} cells a stage, the generator is of {specification.Name} of {specification.Channels} and {specification.CellsPerStage}. Ask for another device.");
        }

        try
        {
            return ([.. architectures.Select(architecture => LookupEstimator.Estimate(device, metric, space, architecture))], null);
        }
        catch (InvalidOperationException lacking)
        {
            return (null, lacking.Message);
        }
    }

    static (IReadOnlyList<double>? Values, string? Fault) Find(
        DeviceDefinition device, string metric, MeasuredSkeleton networks, SearchSpace space, Architecture[] architectures)
    {
        var known = new Dictionary<Architecture, double>();
        foreach (var measurement in (device.Measurements ?? []).Where(set => set.Metric == metric && set.Networks == networks).SelectMany(set => set.Values))
        {
            if (space.TryParse(measurement.Architecture, out var architecture, out _))
            {
                known[space.Canonicalise(architecture)] = measurement.Value;
            }
        }

        Architecture[] missing = [.. architectures.Where(architecture => !known.ContainsKey(architecture))];
        return missing.Length == 0
            ? ([.. architectures.Select(architecture => known[architecture])], null)
            : (null, HowToMeasure(device.Id, metric, missing.Length, architectures.Length, networks, space.Format(missing[0])));
    }

    /// <summary>Says what is to be measured on a device, and how.</summary>
    /// <param name="device">The device's id.</param>
    /// <param name="metric">What it takes.</param>
    /// <param name="missing">References that it has not measured.</param>
    /// <param name="all">References that there are.</param>
    /// <param name="networks">Of what space and size.</param>
    /// <param name="first">The first that is missing.</param>
    public static string HowToMeasure(string device, string metric, int missing, int all, MeasuredSkeleton networks, string first)
    {
        ArgumentNullException.ThrowIfNull(networks);
        var isBuiltIn = device == DeviceDefinition.LocalCpu.Id;
        var own = isBuiltIn ? "my-cpu" : device;
        return $"'{device}' has measured {all - missing} of the {all} reference architectures, and not '{first}'. "
            + (isBuiltIn ? $"It is built in and takes no measurements: register the machine under another id, for example '{own}', and name that. " : "")
            + (metric == MeasuredByCommand
                ? $"On it: ./serverless device measure --references{networks.ToString()[1..]} --append {own}.csv "
                    + "(or --architecture for each that 'serverless generator references' lists); "
                    + $"then: serverless device register {own} --measurements {own}.csv, with --replace where it is registered; that keeps nothing of before, so give all its other files by --measurements too."
                : $"'device measure' takes {MeasuredByCommand} alone: measure the {metric} of each that 'serverless generator references' lists by other means, and PUT /api/devices/{own} with all its sets in 'measurements', "
                    + $"this one as {{\"metric\": \"{metric}\", \"networks\": {JsonSerializer.Serialize(networks, CoreJson.Default.MeasuredSkeleton)}, \"values\": [{{\"architecture\": \"{first}\", \"value\": NUMBER}}, ...]}}.");
    }

    /// <summary>Checks that a device can be known by its values.</summary>
    public static (IReadOnlyList<double>? Values, string? Fault) Checked(string device, IReadOnlyList<double> values)
    {
        try
        {
            DeviceEmbedding.Of(values);
            return (values, null);
        }
        catch (ArgumentException impossible)
        {
            return (null, $"By what '{device}' takes for the reference architectures it cannot be known: {impossible.Message}");
        }
    }

    static Architecture Parse(SearchSpace space, string text) => space.TryParse(text, out var architecture, out var error)
        ? space.Canonicalise(architecture)
        : throw new FormatException($"'{text}' is no architecture of {space.Name}: {error}");
}
