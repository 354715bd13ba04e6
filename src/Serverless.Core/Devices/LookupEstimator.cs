using Serverless.Spaces;

namespace Serverless.Core.Devices;

/// <summary>Gives a metric of a lookup device: the table's constant and what the choice of each decision that counts adds.</summary>
public static class LookupEstimator
{
    /// <summary>Adds up a table, in the metric's unit.</summary>
    /// <param name="device">A device of kind <see cref="DeviceKind.Lookup"/>.</param>
    /// <param name="metric">For example <c>latencyMs</c>.</param>
    /// <param name="space">The architecture's space.</param>
    /// <param name="architecture">Counted as it is: canonicalise it first if equal candidates are to get equal values.</param>
    /// <exception cref="InvalidOperationException">No such table, or it lacks an operation; the message names both.</exception>
    public static double Estimate(DeviceDefinition device, string metric, SearchSpace space, Architecture architecture)
    {
        if (device.Kind != DeviceKind.Lookup || !device.Tables.TryGetValue(metric, out var table))
        {
            throw new InvalidOperationException($"Device '{device.Id}' ({device.Kind}) has no table of '{metric}'.");
        }

        var sum = table.Constant;
        for (var i = 0; i < space.NetworkDecisions; i++)
        {
            if (!space.IsActive(architecture, i))
            {
                continue;
            }

            var operation = space.Dimensions[i].Choices[architecture.Genotype[i]];
            sum += table.PerOperation.TryGetValue(operation, out var cost)
                ? cost
                : throw new InvalidOperationException(
                    $"The table '{metric}' of device '{device.Id}' lacks '{operation}' of space '{space.Name}'; add it to the device.");
        }

        return sum;
    }
}
