using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>Stores measurements of one machine, for networks of one skeleton, in a CSV file with a line each.</summary>
sealed class MeasurementNotes
{
    const string Metric = "latencyMs";

    readonly string _path;

    // The text that the file needs before the next line.
    readonly string _before;

    MeasurementNotes(string path, string before) => (_path, _before) = (path, before);

    /// <summary>Checks, before a measurement is made, that it can be stored.</summary>
    /// <param name="path">The file, which can be new.</param>
    /// <param name="specification">The space and skeleton of the network to measure.</param>
    /// <param name="shape">The shapes of the network's input and output.</param>
    /// <param name="notation">The architecture to measure.</param>
    /// <exception cref="MeasuringException">The file has other content, or cannot be written.</exception>
    public static MeasurementNotes Open(string path, SpaceSpecification specification, ImageShape shape, string notation)
    {
        var skeleton = MeasuredSkeleton.Of(specification, shape);
        return Writing(() =>
        {
            var isThere = File.Exists(path);
            var text = isThere ? File.ReadAllText(path) : "";
            var isEmpty = string.IsNullOrWhiteSpace(text);
            if (!isEmpty)
            {
                var reading = MeasurementCsv.Read(text);
                Check(path, reading, skeleton);
                Check(path, reading, notation, SearchSpaces.Of(specification));
            }

            using (new FileStream(path, FileMode.Append, FileAccess.Write))
            {
                // The file can be written.
            }

            if (!isThere)
            {
                File.Delete(path);
            }

            var end = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
            return new MeasurementNotes(path, isEmpty ? $"{end}{skeleton}\n{MeasurementCsv.HeaderOf(Metric)}\n" : end);
        });
    }

    /// <summary>Returns the canonical architectures for which a file already has measurements.</summary>
    /// <param name="path">The file, which can be new.</param>
    /// <param name="specification">The space and skeleton of the networks to measure.</param>
    /// <param name="shape">The shapes of the networks' input and output.</param>
    /// <exception cref="MeasuringException">The file has other content, or cannot be read.</exception>
    public static IReadOnlySet<string> Noted(string path, SpaceSpecification specification, ImageShape shape)
    {
        try
        {
            var text = File.Exists(path) ? File.ReadAllText(path) : "";
            if (string.IsNullOrWhiteSpace(text))
            {
                return new HashSet<string>();
            }

            var reading = MeasurementCsv.Read(text);
            Check(path, reading, MeasuredSkeleton.Of(specification, shape));
            var space = SearchSpaces.Of(specification);
            return reading.Measurements.Select(known => NameIn(space, known.Architecture)).ToHashSet();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MeasuringException($"The measurements cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Appends a line.</summary>
    /// <exception cref="MeasuringException">The file cannot be written.</exception>
    public void Append(MeasurementReport report) => Writing(() =>
    {
        File.AppendAllText(_path, $"{_before}{MeasurementCsv.LineOf(new DeviceMeasurement(report.Network, report.LatencyMs))}\n");
        return this;
    });

    static void Check(string path, MeasurementReading reading, MeasuredSkeleton skeleton)
    {
        if (reading.Metric != Metric)
        {
            throw new MeasuringException(
                $"'{path}' does not hold measurements of {Metric}{(reading.Errors is [{ } first, ..] ? $" ({first})" : "")}; specify another file.");
        }

        if (reading.Skeleton != skeleton)
        {
            throw new MeasuringException(
                reading.Skeleton is { } other
                    ? $"'{path}' has measurements of other networks, '{other}', not '{skeleton}'; specify another file, or measure the same networks."
                    : $"'{path}' does not specify its networks; specify another file, or if they are the same, add this line before its header: {skeleton}");
        }
    }

    static void Check(string path, MeasurementReading reading, string notation, SearchSpace? space)
    {
        var name = NameIn(space, notation);
        if (reading.Measurements.Any(measurement => NameIn(space, measurement.Architecture) == name))
        {
            throw new MeasuringException($"'{path}' already has a measurement of {notation}; remove its line, or measure another architecture.");
        }
    }

    static string NameIn(SearchSpace? space, string text) =>
        space is not null && space.TryParse(text, out var architecture, out _) ? space.Format(space.Canonicalise(architecture)) : text;

    static MeasurementNotes Writing(Func<MeasurementNotes> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MeasuringException($"The measurement cannot be recorded: {fault.Message}", fault);
        }
    }
}
