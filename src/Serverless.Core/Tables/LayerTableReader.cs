using System.Globalization;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Reads a table of the costs of single layers.</summary>
static class LayerTableReader
{
    const string Every = "-1";

    /// <exception cref="TableException">The file is not as described, or lacks a choice of a layer.</exception>
    public static LayerSums Read(TableDescription description, LayerLayout layout, Func<string, TextReader> open)
    {
        var file = description.Files[0];
        using var text = open(file.Name);
        var cells = new TableCells(text, file.Name);
        var values = new Dictionary<(string Device, string Layer, string Choice), double>();
        while (cells.Next())
        {
            var layer = cells[layout.LayerColumn];
            var key = (cells[layout.DeviceColumn], layer, layer == Every ? "" : cells[layout.ChoiceColumn]);
            if (!values.TryAdd(key, cells.Number(layout.ValueColumn)))
            {
                throw cells.Fault($"Layer '{layer}' of '{key.Item1}' repeats '{key.Item3}'; keep one line.");
            }
        }

        return new LayerSums(description.Metrics.ToDictionary(
            metric => metric.Column,
            metric => layout.Devices.TryGetValue(metric.Column, out var device)
                ? CostsOf(device)
                : LayerSums.Counted(description.Space, Counter(description.Space, layout.Shape, metric))));

        LayerCosts CostsOf(string device) => new(
            ValueOf(device, Every, ""),
            [.. description.Space.Dimensions.Select((dimension, at) => dimension.Choices.Select(choice => ValueOf(device, at.ToString(CultureInfo.InvariantCulture), choice)).ToArray())]);

        double ValueOf(string device, string layer, string choice) => values.TryGetValue((device, layer, choice), out var value) && !double.IsNaN(value)
            ? value
            : throw new TableException(file.Name, $"There is no {layout.ValueColumn} of '{device}' for layer '{layer}'{(choice.Length > 0 ? $" and '{choice}'" : "")}; add the line.");
    }

    static Func<Architecture, double> Counter(CategoricalSpace space, ImageShape shape, TableMetric metric) =>
        architecture => space.Cost(architecture, space.DefaultSkeleton, shape).ToMetrics()[metric.Metric!]; // as the description says
}
