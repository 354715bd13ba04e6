using System.Text.Json;
using Serverless.Core.Generators;
using Serverless.Inference;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>Measures the reference architectures of a space one after the other, and notes each as soon as it is measured.</summary>
/// <param name="meter">Measures.</param>
/// <param name="output">Told of each.</param>
/// <param name="targetWidth">The share of the median that an interval may be wide.</param>
/// <param name="isJson">Whether it is told in JSON, a line each.</param>
sealed class ReferenceMeasurements(LatencyMeter meter, TextWriter output, double targetWidth, bool isJson)
{
    /// <param name="path">Where they are noted; what is there already is not measured again.</param>
    /// <param name="skeleton">The space and size of the networks.</param>
    /// <param name="shape">What networks take and answer.</param>
    /// <param name="cancellation">Ends it before the next.</param>
    /// <exception cref="MeasuringException">There is no such space, or the file holds something else or cannot be written.</exception>
    public void Take(string path, SpaceSpecification skeleton, ImageShape shape, CancellationToken cancellation)
    {
        var space = SearchSpaces.Of(skeleton) ?? throw new MeasuringException($"There is no search space '{skeleton.Name}', and no file of that name with one; there are {string.Join(", ", SearchSpaces.Names)}.");
        if (!space.HasNetwork)
        {
            throw new MeasuringException($"Of '{skeleton.Name}' no network can be made, so nothing can be measured.");
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
