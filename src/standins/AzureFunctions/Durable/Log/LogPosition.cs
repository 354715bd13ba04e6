namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>Where the next commit goes.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="NextSequence">The commit's number.</param>
readonly record struct LogPosition(long Segment, long Length, long NextSequence);
