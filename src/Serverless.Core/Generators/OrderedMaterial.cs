using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>Converts a generator's order into training data for a fitter.</summary>
public static class OrderedMaterial
{
    /// <exception cref="FormatException">The space does not exist, or a text is not an architecture of it.</exception>
    /// <exception cref="ArgumentException">The order has invalid values.</exception>
    public static GeneratorMaterial Of(GeneratorOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var space = SearchSpaces.Of(order.Space) ?? throw new FormatException($"There is no search space '{order.Space.Name}'.");
        Architecture[] references = [.. order.References.Select(text => Parse(space, text))];
        Architecture[] costed = [.. order.Costs.Select(example => Parse(space, example.Architecture))];
        return new GeneratorMaterial
        {
            Quality = new SurrogateTrainingSet(
                order.Space,
                order.Shape,
                [order.Quality],
                [.. order.Qualities.Select(example => Parse(space, example.Architecture))],
                [.. order.Qualities.Select(example => example.Values.TryGetValue(order.Quality.Name, out var value) ? value : double.NaN)],
                space),
            Cost = order.Cost,
            References = references,
            Devices = [.. order.Devices.Select(device => Known(device, order, references, costed))],
        };
    }

    // The reference architectures are examples too.
    static KnownDevice Known(OrderedDevice device, GeneratorOrder order, Architecture[] references, Architecture[] costed)
    {
        var values = new Dictionary<Architecture, double>();
        foreach (var (row, architecture) in costed.Index())
        {
            if (order.Costs[row].Values.TryGetValue(device.Name, out var value))
            {
                values.TryAdd(architecture, value);
            }
        }

        foreach (var (reference, value) in references.Zip(device.ReferenceValues))
        {
            values.TryAdd(reference, value);
        }

        return new KnownDevice(device.Name, device.ReferenceValues, [.. values.Keys], [.. values.Values]);
    }

    static Architecture Parse(SearchSpace space, string text) => space.TryParse(text, out var architecture, out var error)
        ? space.Canonicalise(architecture)
        : throw new FormatException($"'{text}' is not an architecture of {space.Name}: {error}");
}
