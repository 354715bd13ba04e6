namespace Serverless.Learning.Training;

/// <summary>Where a trainer runs.</summary>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; when null <c>cuda</c> if there is one, else <c>cpu</c>.</param>
/// <param name="Threads">CPU threads, at least 1. Results are equal, bit for bit, only between runs with equally many.</param>
/// <param name="DatasetFolder">The folder of datasets; when null as <see cref="Datasets.FashionMnist"/> finds it.</param>
public sealed record TrainerOptions(string? Device = null, int Threads = 1, string? DatasetFolder = null);
