namespace OrleansSessions.Server.Tests;

/// <summary>What one step of a history does.</summary>
internal enum ClusterAction
{
    /// <summary>Appends a batch.</summary>
    Append,

    /// <summary>Appends events of earlier batches again, as a producer does that has not heard the answer.</summary>
    Resend,

    /// <summary>A source declares its watermark.</summary>
    Watermark,

    /// <summary>A source is complete.</summary>
    Complete,

    /// <summary>A key's sessions are ended.</summary>
    End,

    /// <summary>The sessionizer is drained, refuses an event, and is reopened.</summary>
    Drain,

    /// <summary>A key's activation goes.</summary>
    Deactivate,

    /// <summary>A key's activation moves to the other silo.</summary>
    Migrate,

    /// <summary>The clock goes on.</summary>
    Clock,
}
