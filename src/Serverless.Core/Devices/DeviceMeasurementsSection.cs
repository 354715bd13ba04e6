using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Devices;

/// <summary>Reads <c>/measurements</c> of a device.</summary>
static class DeviceMeasurementsSection
{
    const string Section = "measurements";
    const int MostSets = 20;

    static readonly string[] Sizes = ["channels", "cellsPerStage"];

    /// <param name="device">The device's fields.</param>
    /// <param name="isMeasured">Whether the device is measured; a lookup device has no measurements.</param>
    public static IReadOnlyList<DeviceMeasurements>? Read(JsonFields device, bool isMeasured)
    {
        if (!device.Has(Section))
        {
            return null;
        }

        if (!isMeasured)
        {
            device.Fault(Section, "A lookup device's costs are looked up; remove this field, or change the kind to 'measured'.");
        }

        DeviceMeasurements[] sets = [.. device.Objects(Section, MostSets).Select(ReadSet)];
        if (sets.DistinctBy(set => (set.Metric, set.Networks)).Count() < sets.Length)
        {
            device.Fault(Section, "Two sets are of the same metric and networks; merge their values.");
        }

        return sets.Length == 0 ? null : sets;
    }

    static DeviceMeasurements ReadSet(JsonFields fields)
    {
        var metric = fields.RequiredName("metric", "metric of a device", DeviceReader.Metrics);
        var networks = ReadNetworks(fields.RequiredObject("networks", "the measured networks, for example {\"space\": \"nasbench201\", \"channels\": 16, \"cellsPerStage\": 5, \"shape\": \"3x32x32x10\"}"));
        if (!fields.Has("values") || fields.IsEmptyList("values"))
        {
            fields.Fault("values", "This is required: the measured values, for example [{\"architecture\": \"...\", \"value\": 2.5}].");
        }

        DeviceMeasurement[] values = [.. fields.Objects("values", NewDevice.MostMeasurements).Select(ReadValue)];
        if (values.DistinctBy(value => value.Architecture).Count() < values.Length)
        {
            fields.Fault("values", "An architecture occurs more than once; keep one measurement of each.");
        }

        fields.ReportUnknown();
        return new DeviceMeasurements(metric ?? "", networks, values);
    }

    static MeasuredSkeleton ReadNetworks(JsonFields? fields)
    {
        if (fields is null)
        {
            return new MeasuredSkeleton("", 1, 1, "");
        }

        var (space, shape) = (fields.Text("space"), fields.Text("shape"));
        if (string.IsNullOrEmpty(space))
        {
            fields.Fault("space", "This is required: the name of the search space.");
        }

        if (string.IsNullOrEmpty(shape))
        {
            fields.Fault("shape", "This is required: channels x height x width x classes, for example 3x32x32x10.");
        }

        foreach (var name in Sizes.Where(name => !fields.Has(name)))
        {
            fields.Fault(name, "This is required: the size of the measured networks.");
        }

        var networks = new MeasuredSkeleton(
            space ?? "", fields.Whole("channels", 1, 4_096, 1), fields.Whole("cellsPerStage", 1, 100, 1), shape ?? "", fields.Text("bitWidths"));
        fields.ReportUnknown();
        return networks;
    }

    static DeviceMeasurement ReadValue(JsonFields item)
    {
        var architecture = item.Text("architecture");
        if (string.IsNullOrEmpty(architecture))
        {
            item.Fault("architecture", "This is required: the measured architecture, in the notation of its space.");
        }

        if (!item.Has("value"))
        {
            item.Fault("value", "This is required: the measured value, in the metric's unit.");
        }

        var value = item.Number("value", " above 0", number => number > 0);
        item.ReportUnknown();
        return new DeviceMeasurement(architecture ?? "", value ?? 1);
    }
}
