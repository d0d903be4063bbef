namespace OrleansSessions.Host.Access;

/// <summary>What a key may be used for. Each endpoint needs one.</summary>
internal enum AccessRole
{
    /// <summary>Send events, move watermarks, end the sessions of a key.</summary>
    Ingest,

    /// <summary>See open and closed sessions and late events.</summary>
    Read,

    /// <summary>Forget, drain and reopen, and all that the other roles may.</summary>
    Admin,
}
