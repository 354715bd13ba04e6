namespace Serverless.Learning.Training;

/// <summary>Options of a trainer: where it runs and where it finds datasets.</summary>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; null for <c>cuda</c> if there is a CUDA device, otherwise <c>cpu</c>.</param>
/// <param name="Threads">The number of CPU threads, at least 1. Default 1. Results are equal, bit for bit, only between runs with the same
/// number.</param>
/// <param name="DatasetFolder">The folder of datasets; null for the folders that <see cref="Datasets.FashionMnist"/> searches.</param>
public sealed record TrainerOptions(string? Device = null, int Threads = 1, string? DatasetFolder = null);
