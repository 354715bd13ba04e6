using System.Text.Json;
using Serverless.Core.Generators;
using Serverless.Inference;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>Measures the reference architectures of a space one after the other, and stores each measurement at once.</summary>
/// <param name="meter">The meter.</param>
/// <param name="output">The writer to which each measurement is reported.</param>
/// <param name="targetWidth">The requested width of an interval, as a share of the median.</param>
/// <param name="isJson">Whether measurements are reported in JSON, one per line.</param>
sealed class ReferenceMeasurements(LatencyMeter meter, TextWriter output, double targetWidth, bool isJson)
{
    /// <param name="path">The file of the measurements; architectures that it already has are not measured again.</param>
    /// <param name="skeleton">The space and size of the networks.</param>
    /// <param name="shape">The shapes of the networks' input and output.</param>
    /// <param name="cancellation">The token that cancels the operation before the next measurement.</param>
    /// <exception cref="MeasuringException">There is no such space, or the file has other content or cannot be written.</exception>
    public void Take(string path, SpaceSpecification skeleton, ImageShape shape, CancellationToken cancellation)
    {
        var space = SearchSpaces.Of(skeleton) ?? throw new MeasuringException($"'{skeleton.Name}' is neither a search space nor a file with one; the spaces are {string.Join(", ", SearchSpaces.Names)}.");
        if (!space.HasNetwork)
        {
            throw new MeasuringException($"No network of '{skeleton.Name}' can be built, so nothing can be measured.");
        }

        var noted = MeasurementNotes.Noted(path, skeleton, shape);
        foreach (var architecture in ReferenceArchitectures.Of(space, skeleton, shape))
        {
            cancellation.ThrowIfCancellationRequested();
            var notation = space.Format(architecture);
            if (noted.Contains(notation))
            {
                continue;
            }

            var network = MeasuredNetwork.Export(skeleton, notation, shape);
            var notes = MeasurementNotes.Open(path, skeleton, shape, notation);
            var report = MeasurementReport.Of(network, meter.Measure(network.Name, network.Content, shape, cancellation), targetWidth);
            notes.Append(report);
            output.WriteLine(isJson
                ? JsonSerializer.Serialize(report, MeasurementJson.Lines.MeasurementReport)
                : FormattableString.Invariant($"{report.LatencyMs,10:0.0000} ms  {notation}"));
        }
    }
}
