using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Evaluates an exported network on the test images, which are used for neither training nor selection.</summary>
sealed class TestHandler(WorkerOptions options, JobDatasets datasets, JobModels models, WorkClock clock, TimeProvider time) : IJobHandler
{
    // Cancellation is checked between chunks.
    const int ChunkSize = 1_000;

    // Kept between jobs: reading the images takes longer than evaluating a small network.
    (string Dataset, NormalisedImages Images)? _last;

    public JobKind Kind => JobKind.Test;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var shape = JobInput.ShapeOf(job.Dataset);
        var path = JobInput.ModelOf(job);
        var model = await models.ReadAsync(path, cancellation);
        var images = Load(await datasets.ResolveAsync(job, cancellation));

        var start = time.GetTimestamp();
        clock.Switch(WorkKind.Testing);
        using var classifier = new OnnxClassifier(path.ToString(), model, shape, options.ThreadsPerJob);
        var accuracy = Judge(classifier, images, cancellation);
        clock.Switch(WorkKind.Other);
        var metrics = new Dictionary<string, double> { ["testAccuracy"] = accuracy };
        return new JobOutput(metrics, time.GetElapsedTime(start).TotalSeconds, "cpu");
    }

    NormalisedImages Load(DatasetSpecification dataset)
    {
        var key = JsonSerializer.Serialize(dataset, CoreJson.Default.DatasetSpecification);
        if (_last is not { } last || last.Dataset != key)
        {
            try
            {
                _last = last = (key, DatasetLoader.LoadTest(dataset, options.DatasetFolder));
            }
            catch (ArgumentException impossible)
            {
                throw new JobInputException(impossible.Message, impossible);
            }
        }

        return last.Images;
    }

    static double Judge(OnnxClassifier classifier, NormalisedImages images, CancellationToken cancellation)
    {
        var imageLength = images.Pixels.Length / images.Count;
        var sum = 0.0;
        for (var start = 0; start < images.Count; start += ChunkSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(ChunkSize, images.Count - start);
            var pixels = images.Pixels.AsMemory(start * imageLength, count * imageLength);
            sum += count * classifier.AccuracyPercent(pixels, images.Labels.AsSpan(start, count));
        }

        return sum / images.Count;
    }
}
