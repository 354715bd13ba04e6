using Serverless.Spaces;

namespace Serverless.Core.Devices;

/// <summary>Estimates a metric of a lookup device: the table's constant plus the cost of the choice of each active decision.</summary>
public static class LookupEstimator
{
    /// <summary>Returns the sum of the costs of an architecture in a table, in the metric's unit.</summary>
    /// <param name="device">A device of kind <see cref="DeviceKind.Lookup"/>.</param>
    /// <param name="metric">The metric, for example <c>latencyMs</c>.</param>
    /// <param name="space">The architecture's space.</param>
    /// <param name="architecture">The architecture, used as it is: canonicalise it first if equal candidates are to get equal values.</param>
    /// <exception cref="InvalidOperationException">The device has no such table, or the table lacks an operation; the message names both.</exception>
    public static double Estimate(DeviceDefinition device, string metric, SearchSpace space, Architecture architecture)
    {
        if (device.Kind != DeviceKind.Lookup || !device.Tables.TryGetValue(metric, out var table))
        {
            throw new InvalidOperationException($"Device '{device.Id}' ({device.Kind}) has no table of '{metric}'.");
        }

        if (table.Pairs is { } pairs)
        {
            var choices = space.Dimensions.Take(space.NetworkDecisions).Sum(dimension => dimension.Choices.Count);
            return pairs.Weights.Count == choices * (choices + 1) / 2
                ? Math.Exp(table.Constant + pairs.Sum(PlacesOf(space, architecture), choices))
                : throw new InvalidOperationException(
                    $"The table '{metric}' of device '{device.Id}' is not of space '{space.Name}', which has {choices} choices; register a device of that space.");
        }

        var sum = table.Constant;
        for (var i = 0; i < space.NetworkDecisions; i++)
        {
            if (!space.IsActive(architecture, i))
            {
                continue;
            }

            var (decision, operation) = (space.Dimensions[i].Name, space.Dimensions[i].Choices[architecture.Genotype[i]]);
            sum += table.CostOf(decision, operation) ?? throw new InvalidOperationException(
                $"The table '{metric}' of device '{device.Id}' lacks '{operation}' of space '{space.Name}'; add it to the device.");
        }

        // Costs that were fitted, rather than measured layer by layer, can add up to less than 0.
        return Math.Max(0, sum);
    }

    /// <summary>Returns the indices of the active choices in the one-hot encoding.</summary>
    static List<int> PlacesOf(SearchSpace space, Architecture architecture)
    {
        var places = new List<int>();
        var first = 0;
        for (var i = 0; i < space.NetworkDecisions; i++)
        {
            if (space.IsActive(architecture, i))
            {
                places.Add(first + architecture.Genotype[i]);
            }

            first += space.Dimensions[i].Choices.Count;
        }

        return places;
    }
}
