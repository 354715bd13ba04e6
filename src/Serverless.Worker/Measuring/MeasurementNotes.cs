using Serverless.Core.Devices;
using Serverless.Core.Surrogates;

namespace Serverless.Worker.Measuring;

/// <summary>Keeps measurements of one machine in a CSV file, a line each.</summary>
static class MeasurementNotes
{
    const string Metric = "latencyMs";

    /// <summary>Adds a line, and the header to a file that is new.</summary>
    /// <exception cref="MeasuringException">The file holds something else, or cannot be written.</exception>
    public static void Append(string path, MeasurementReport report)
    {
        var header = MeasurementCsv.HeaderOf(Metric);
        try
        {
            var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
            if (!isNew && File.ReadLines(path).First().Trim() != header)
            {
                throw new MeasuringException($"'{path}' does not begin with {header}; name another file.");
            }

            var line = MeasurementCsv.LineOf(new DeviceMeasurement(report.Network, report.LatencyMs));
            File.AppendAllText(path, isNew ? $"{header}\n{line}\n" : $"{line}\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MeasuringException($"The measurement cannot be noted: {fault.Message}", fault);
        }
    }
}
