using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>An evaluation that ended, however it did.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The candidate's generation.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Training">How its training ended; null when the cache had it.</param>
/// <param name="Measurements">How its measurements ended, one per device that was tried.</param>
/// <param name="Rung">How far it was to be trained, from 1.</param>
public sealed record RecordEvaluationInput(
    string SearchId, int Generation, int Index, JobEnd? Training, IReadOnlyList<DeviceMeasurement> Measurements, int Rung = 1);
