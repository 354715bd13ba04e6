namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>One frame of the log.</summary>
/// <param name="Sequence">The commit's number.</param>
/// <param name="Part">Which part of the commit, from 0.</param>
/// <param name="Parts">How many parts the commit has.</param>
/// <param name="Payload">The part.</param>
readonly record struct Frame(long Sequence, int Part, int Parts, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes in the log.</summary>
    internal int Length => FrameCodec.HeaderBytes + Payload.Length;
}
