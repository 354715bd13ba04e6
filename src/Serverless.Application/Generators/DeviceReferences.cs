using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Application.Generators;

/// <summary>Finds the costs of the reference architectures of generators on devices of the platform. Pure.</summary>
public static class DeviceReferences
{
    // The metric that 'device measure --references' measures.
    const string MeasuredByCommand = "latencyMs";

    /// <param name="device">The device.</param>
    /// <param name="metric">The metric of the cost.</param>
    /// <param name="specification">The search space and the size of its networks.</param>
    /// <param name="shape">The shape of the networks' input.</param>
    /// <param name="references">The reference architectures, in the notation of the space.</param>
    /// <returns>A value for each architecture, or a message for users that says why there are none and how to get them.</returns>
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
            return (null, $"The tables of '{device.Id}' are of {own.Name} of {own.Channels} channels and {own.CellsPerStage} cells a stage, the generator is of {specification.Name} of {specification.Channels} and {specification.CellsPerStage}. Use another device.");
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

    /// <summary>Returns a message that says what to measure on a device, and how.</summary>
    /// <param name="device">The id of the device.</param>
    /// <param name="metric">The metric of the cost.</param>
    /// <param name="missing">The number of reference architectures that the device has not measured.</param>
    /// <param name="all">The number of reference architectures.</param>
    /// <param name="networks">The space and size of the networks.</param>
    /// <param name="first">The first architecture that is missing.</param>
    public static string HowToMeasure(string device, string metric, int missing, int all, MeasuredSkeleton networks, string first)
    {
        ArgumentNullException.ThrowIfNull(networks);
        var isBuiltIn = device == DeviceDefinition.LocalCpu.Id;
        var own = isBuiltIn ? "my-cpu" : device;
        return $"'{device}' has measured {all - missing} of the {all} reference architectures, but not '{first}'. "
            + (isBuiltIn ? $"It is built in and accepts no measurements: register the machine under another id, for example '{own}', and use that id. " : "")
            + (metric == MeasuredByCommand
                ? $"On it: ./serverless device measure --references{networks.ToString()[1..]} --append {own}.csv "
                    + "(or --architecture for each that 'serverless generator references' lists); "
                    + $"then: serverless device register {own} --measurements {own}.csv, with --replace if it is already registered; that replaces all its measurements, so give its other files by --measurements too."
                : $"'device measure' only measures {MeasuredByCommand}: measure the {metric} of each that 'serverless generator references' lists by other means, and PUT /api/devices/{own} with all its sets in 'measurements', "
                    + $"this one as {{\"metric\": \"{metric}\", \"networks\": {JsonSerializer.Serialize(networks, CoreJson.Default.MeasuredSkeleton)}, \"values\": [{{\"architecture\": \"{first}\", \"value\": NUMBER}}, ...]}}.");
    }

    /// <summary>Checks that the values can be embedded, and returns them, or a message that says why they cannot.</summary>
    public static (IReadOnlyList<double>? Values, string? Fault) Checked(string device, IReadOnlyList<double> values)
    {
        try
        {
            DeviceEmbedding.Of(values);
            return (values, null);
        }
        catch (ArgumentException impossible)
        {
            return (null, $"The measurements of '{device}' for the reference architectures cannot describe it: {impossible.Message}");
        }
    }

    static Architecture Parse(SearchSpace space, string text) => space.TryParse(text, out var architecture, out var error)
        ? space.Canonicalise(architecture)
        : throw new FormatException($"'{text}' is not an architecture of {space.Name}: {error}");
}
