using Serverless.Core.Generators;
using Serverless.Learning.Surrogates;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Checks the material and options of every generator fit.</summary>
static class MaterialCheck
{
    /// <summary>The smallest number of architectures that have to be measured on a known device.</summary>
    public const int LeastMeasurements = 8;

    /// <exception cref="SurrogateFitException">The material is too small or inconsistent.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static void Check(GeneratorMaterial material, GeneratorFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Steps ?? 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.CostSteps ?? 1, nameof(options));
        if (material.Quality.Targets is not [{ Device: null }])
        {
            throw new SurrogateFitException(
                $"A generator has one quality, which does not depend on a device, not {string.Join(", ", material.Quality.Targets.Select(target => target.Name))}.");
        }

        if (material.References.Count < 2 || material.References.Distinct().Count() < material.References.Count)
        {
            throw new SurrogateFitException(
                $"The references must be at least 2 different architectures, not {material.References.Distinct().Count()} of {material.References.Count}.");
        }

        if (material.Devices.Count == 0 || material.Devices.DistinctBy(device => device.Name).Count() < material.Devices.Count)
        {
            throw new SurrogateFitException("There must be at least one known device, and names must differ.");
        }

        foreach (var device in material.Devices)
        {
            Check(device, material.References.Count);
        }
    }

    static void Check(KnownDevice device, int references)
    {
        if (device.ReferenceValues.Count != references)
        {
            throw new SurrogateFitException(
                $"The device '{device.Name}' has {device.ReferenceValues.Count} values of {references} reference architectures.");
        }

        try
        {
            _ = DeviceEmbedding.Of(device.ReferenceValues);
        }
        catch (ArgumentException unfit)
        {
            throw new SurrogateFitException($"The device '{device.Name}': {unfit.Message}");
        }

        if (device.Values.Count != device.Architectures.Count || device.Values.Any(value => !(value > 0 && double.IsFinite(value))))
        {
            throw new SurrogateFitException(
                $"The device '{device.Name}' needs a value above 0 for each of its {device.Architectures.Count} architectures.");
        }

        if (device.Architectures.Count < LeastMeasurements)
        {
            throw new SurrogateFitException(
                $"The device '{device.Name}' was measured with {device.Architectures.Count} architectures; "
                + $"a known device needs at least {LeastMeasurements}. Measure more, or remove it.");
        }
    }
}
